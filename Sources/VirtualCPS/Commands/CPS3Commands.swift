internal import SmartCard

/// What a CPS3 makes of commands over its contacts: class 00 is IAS ECC, class A0 its view as a CPS2ter
/// (cps-card.md sections 1 and 3.5).
struct CPS3Commands: CommandSet {
  private let current = IASCommands()
  private let former = CPS2terCommands()

  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord? {
    commands(ofClass: cla).refusal(ofClass: cla, on: card)
  }

  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    commands(ofClass: command.cla).execute(command, on: &card)
  }

  private func commands(ofClass cla: UInt8) -> any CommandSet {
    cla == CPS2terCommands.commandClass ? former : current
  }
}
