import CPSDiagnostics

/// What came of many questions.
struct Tally: Sendable {
  private(set) var questions = 0
  private(set) var pathsAgreedUpon = 0
  private(set) var cardsAccepted = 0
  private(set) var disagreements: [Disagreement: Int] = [:]
  /// Where each kind was seen first: what to begin with when one is new.
  private(set) var places: [Disagreement: String] = [:]
  /// Certificates that were altered, not signed again, and accepted.
  private(set) var forgeries: [String] = []

  /// Counts one answer of both.
  mutating func add(
    _ name: String, ours: (path: OurOpinion.PathRefusal?, card: Diagnostic?),
    theirs: SecondOpinion.Refusal?,
    isForged: Bool
  ) {
    questions += 1
    if (ours.path == nil) == (theirs == nil) { pathsAgreedUpon += 1 }
    if ours.card == nil { cardsAccepted += 1 }
    if isForged, ours.path == nil || ours.card == nil { forgeries.append(name) }
    for kind in Disagreement.all(ours: ours, theirs: theirs) {
      disagreements[kind, default: 0] += 1
      if places[kind] == nil { places[kind] = name }
    }
  }

  /// Takes in what another counted.
  mutating func add(_ other: Tally) {
    questions += other.questions
    pathsAgreedUpon += other.pathsAgreedUpon
    cardsAccepted += other.cardsAccepted
    disagreements.merge(other.disagreements, uniquingKeysWith: +)
    places.merge(other.places) { first, _ in first }
    forgeries += other.forgeries
  }
}
