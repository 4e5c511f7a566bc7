/// Looks at a workstation, offline, and says what a login would meet.
///
/// Never presents or changes a PIN, and never resets a card.
public struct Doctor: Sendable {
  /// What does not depend on each other.
  private static let ofTheMachine: [any Check] = [
    LocaleCheck(), ClockCheck(), AgentPlaceCheck(), SecretMemoryCheck(),
  ]
  /// What makes sense only after what stands before it.
  private static let ofTheCard: [any Check] = [ServiceCheck(), ReaderCheck(), CardCheck()]

  private let machine: Machine

  /// A doctor for one machine.
  public init(_ machine: Machine) { self.machine = machine }

  /// Everything that can be found; behind an obstacle on the way to the card nothing more is looked at there.
  public func examine() async -> Examination {
    var findings: [Finding] = []
    for check in Self.ofTheMachine { findings += await check.findings(on: machine) }
    for check in Self.ofTheCard {
      let found = await check.findings(on: machine)
      findings += found
      if found.contains(where: { $0.standing == .obstacle }) { break }
    }
    return Examination(findings)
  }
}
