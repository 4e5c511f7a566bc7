import CPSProof

/// What one step of the robot brought, counted from the answers of the service.
struct RobotYield: Sendable {
  /// The numbers whose data the robot was shown.
  var received: [InsuredNumber] = []
  /// The numbers that were not answered and can be tried again.
  var unanswered: [InsuredNumber] = []
  /// How many answers of each kind: `200`, or the code of the problem.
  var answers: [String: Int] = [:]

  /// One answer more.
  mutating func count(_ outcome: String) { answers[outcome, default: 0] += 1 }

  /// Counts an answer and hands it on.
  @discardableResult
  mutating func counted(_ answer: ServiceAnswer) -> ServiceAnswer {
    count(answer.outcome)
    return answer
  }

  /// Both together.
  mutating func add(_ other: RobotYield) {
    received += other.received
    unanswered += other.unanswered
    answers.merge(other.answers, uniquingKeysWith: +)
  }
}
