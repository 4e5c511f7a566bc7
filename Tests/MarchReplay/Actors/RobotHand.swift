import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// One of the doors that the robot works through: an account, a stolen session, a card.
///
/// It is as patient as a robot can be: it logs in again when a session ends, answers a demand for the PIN where it
/// can, waits exactly as long as the service says, and gives a door up after it was refused there thrice in a row,
/// with a quarter of an hour between (assumed).
struct RobotHand: Sendable {
  private static let patience = 3
  private static let pause: Duration = .seconds(900)
  private static let stepUpCode = Diagnostic.stepUpRequired.code
  /// What codes begin with after which the session is gone, and another may be had.
  static let endPrefix = "session."

  /// When it can go on.
  private(set) var readyAt: Timestamp
  private let client: ReplayClient
  private let means: IntruderMeans
  private var token: String?
  private var refusals = 0

  /// A door that opens from a moment on.
  init(_ means: IntruderMeans, by client: ReplayClient, from moment: Timestamp) {
    self.means = means
    self.client = client
    readyAt = moment
    if case .token(let token) = means { self.token = token }
  }

  /// Whether it was given up.
  var isGivenUp: Bool { refusals >= Self.patience }

  /// Whether it has no session.
  var isOutside: Bool { token == nil }

  /// Asks for a session, or waits as long as it is told.
  mutating func enter(at now: Timestamp) async throws(CPSError) -> RobotYield {
    var yield = RobotYield()
    _ = try await session(at: now, &yield)
    return yield
  }

  /// Tries numbers one after the other until one is refused, and is ready again after `span` at the earliest.
  mutating func work(
    through numbers: [InsuredNumber], at now: Timestamp, for span: Duration
  ) async throws(CPSError) -> RobotYield {
    var yield = RobotYield()
    readyAt = now + span
    for (place, number) in numbers.enumerated() {
      guard try await tryOut(number, at: now, &yield) else {
        yield.unanswered += numbers[place...]
        break
      }
    }
    return yield
  }

  /// Asks for one number, by another session or with the PIN typed again where that helps; whether there was an answer.
  private mutating func tryOut(
    _ number: InsuredNumber, at now: Timestamp, _ yield: inout RobotYield
  ) async throws(CPSError) -> Bool {
    for _ in 0..<Self.patience {
      guard let session = try await session(at: now, &yield) else { return false }
      let answer = try await client.lookUp(number, token: session)
      yield.count(answer.outcome)
      if answer.status == 200 {
        refusals = 0
        if answer.showsSomebody { yield.received.append(number) }
        return true
      }
      if answer.outcome.hasPrefix(Self.endPrefix) {
        token = nil
      } else if answer.outcome == Self.stepUpCode, let confirmed = try await means.confirm(session, &yield) {
        token = confirmed.sessionToken
      } else {
        wait(after: answer, at: now)
        return false
      }
    }
    wait(after: nil, at: now)
    return false
  }

  private mutating func session(
    at now: Timestamp, _ yield: inout RobotYield
  ) async throws(CPSError) -> String? {
    if let token { return token }
    guard let answer = try await means.enter(by: client, &yield) else {
      refusals = Self.patience
      return nil
    }
    token = answer.sessionToken
    if token == nil { wait(after: answer, at: now) }
    return token
  }

  /// A wait that the service asks for is none of the refusals after which a door is given up.
  private mutating func wait(after answer: ServiceAnswer?, at now: Timestamp) {
    if let wait = answer?.retryAfter {
      readyAt = now + max(wait, .seconds(1))
    } else {
      // Whoever holds no PIN may still hope that the window moves on.
      if answer?.outcome != Self.stepUpCode { refusals += 1 }
      readyAt = now + Self.pause
    }
  }
}
