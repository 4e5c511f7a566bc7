import CPSDiagnostics

/// What two verifiers of the same bytes do not agree on.
enum Disagreement: Hashable, Sendable {
  /// We refuse a path that swift-certificates finds valid.
  case pathIsOursToRefuse(OurOpinion.PathRefusal)
  /// Our path check alone takes what swift-certificates refuses.
  case pathIsTheirsToRefuse(SecondOpinion.Refusal)
  /// We refuse a card on a path that swift-certificates finds valid: the code of the catalogue.
  case cardIsOursToRefuse(String)
  /// We take a card on a path that swift-certificates refuses.
  case cardIsTheirsToRefuse(SecondOpinion.Refusal)

  /// What the two say of one certificate's path and of it as a card's, where they differ.
  static func all(
    ours: (path: OurOpinion.PathRefusal?, card: Diagnostic?), theirs: SecondOpinion.Refusal?
  ) -> [Disagreement] {
    var all: [Disagreement] = []
    switch (ours.path, theirs) {
    case (.some(let refusal), nil): all.append(.pathIsOursToRefuse(refusal))
    case (nil, .some(let refusal)): all.append(.pathIsTheirsToRefuse(refusal))
    default: break
    }
    switch (ours.card, theirs) {
    case (.some(let row), nil): all.append(.cardIsOursToRefuse(row.code))
    case (nil, .some(let refusal)): all.append(.cardIsTheirsToRefuse(refusal))
    default: break
    }
    return all
  }
}
