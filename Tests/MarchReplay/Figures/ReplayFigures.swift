import Foundation

/// Everything that a run came to: the figures of the page, and a file for programs.
struct ReplayFigures: Sendable, Encodable {
  /// What the run took for granted.
  struct Assumptions: Sendable, Encodable {
    let seed: UInt64
    let divisor: Int
    let people: Int
    let listLength: Int
    let hitRate: Double
    let lookUpsPerSecondAndDoor: Int
    let accounts: Int
    let awarenessSeconds: Int
    let agents: Int
    let callsForAccount: Int
    let callIntervalSeconds: Int

    init(_ parameters: ReplayParameters) {
      seed = parameters.seed
      divisor = parameters.divisor
      people = parameters.people
      listLength = parameters.listLength
      hitRate = parameters.hitRate
      lookUpsPerSecondAndDoor = parameters.pace
      accounts = ReplayParameters.accounts
      awarenessSeconds = parameters.awareness
      agents = ReplayParameters.agents
      callsForAccount = ReplayParameters.callsForAccount
      callIntervalSeconds = Int(ReplayParameters.callInterval.components.seconds)
    }
  }

  /// What the run took for granted.
  let assumptions: Assumptions
  /// The acts, in the order in which they are told.
  let acts: [ActFigures]
  /// The exposure report of act (a); nil where that act was not played.
  let exposure: ExposureFigures?
  /// How long the run took, in seconds of this machine.
  let runSeconds: Double

  /// The file for programs: one order of its members, whatever the run.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    return try encoder.encode(self)
  }
}
