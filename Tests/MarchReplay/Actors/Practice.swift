import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// Somebody in a practice with their card, who looks patients up as they come.
struct Practice: Sendable {
  /// How often somebody tries again for one patient, by a log-in or with the PIN typed again.
  private static let patience = 3

  /// What became of the look-ups so far.
  private(set) var day = PracticeDay()
  private let hand: CardHand
  private let appointments: [(moment: Timestamp, patient: InsuredNumber)]
  private var next = 0
  /// The token of the session, as long as there is one.
  private(set) var token: String?

  /// A day.
  ///
  /// - Parameters:
  ///   - opening: from when on patients come.
  ///   - hours: how long, evenly.
  init(_ hand: CardHand, seeing patients: [InsuredNumber], from opening: Timestamp, hours: Int) {
    self.hand = hand
    let interval = Int64(hours) * 3_600_000 / Int64(max(patients.count, 1))
    appointments = patients.enumerated().map { place, patient in
      (opening + .milliseconds(Int64(place) * interval), patient)
    }
  }

  /// When the next patient comes; nil when all were seen.
  var nextMoment: Timestamp? { next < appointments.count ? appointments[next].moment : nil }

  /// Looks the next patient up.
  mutating func attend() async throws(CPSError) {
    let patient = appointments[next].patient
    next += 1
    day.lookUps += 1
    var outcome = ""
    for _ in 0..<Self.patience {
      guard let session = try await session(&outcome) else { break }
      let answer = try await hand.client.lookUp(patient, token: session)
      if answer.showsSomebody { return }
      outcome = answer.outcome
      if outcome == Diagnostic.stepUpRequired.code {
        day.stepUps += 1
        token = try await hand.stepUp(session).sessionToken
      } else if outcome.hasPrefix("session.") {
        token = nil
      } else {
        // Neither another log-in nor the PIN would help.
        break
      }
    }
    day.hindered += 1
    day.refusals[outcome, default: 0] += 1
  }

  private mutating func session(_ outcome: inout String) async throws(CPSError) -> String? {
    if let token { return token }
    day.logIns += 1
    let answer = try await hand.logIn()
    (token, outcome) = (answer.sessionToken, answer.outcome)
    return token
  }
}
