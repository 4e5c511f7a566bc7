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

    init(_ parameters: ReplayParameters) {
      seed = parameters.seed
      divisor = parameters.divisor
      people = parameters.people
      listLength = parameters.listLength
      hitRate = parameters.hitRate
      lookUpsPerSecondAndDoor = parameters.pace
      accounts = ReplayParameters.accounts
      awarenessSeconds = parameters.awareness
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
}
