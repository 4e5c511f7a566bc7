import CPSPrimitives

/// What became of the look-ups of people who work as they should.
struct PracticeDay: Sendable, Hashable {
  /// How many they made.
  var lookUps = 0
  /// How many were not answered, whatever they did.
  var hindered = 0
  /// How often they logged in with their card.
  var logIns = 0
  /// How often they typed the PIN again during a session.
  var stepUps = 0
  /// What the service said to look-ups that were not answered, by the code of the problem.
  var refusals: [String: Int] = [:]

  /// Both together.
  static func + (left: PracticeDay, right: PracticeDay) -> PracticeDay {
    PracticeDay(
      lookUps: left.lookUps + right.lookUps, hindered: left.hindered + right.hindered,
      logIns: left.logIns + right.logIns, stepUps: left.stepUps + right.stepUps,
      refusals: left.refusals.merging(right.refusals, uniquingKeysWith: +))
  }
}
