internal import SmartCard

/// IAS ECC as a CPS3 speaks it, class 00 (cps-card.md sections 2 to 6).
struct IASCommands: CommandSet {
  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord? {
    cla & ~ReceivedCommand.chainingBit == 0 ? nil : .classNotSupported
  }

  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    switch command.ins {
    case Instruction.select: select(command, on: &card)
    case Instruction.readBinary: card.readBinary(command)
    case Instruction.updateBinary: card.updateBinary(command)
    case Instruction.verify: card.verify(command)
    case Instruction.changeReferenceData: changeReferenceData(command, on: &card)
    case Instruction.resetRetryCounter: resetRetryCounter(command, on: &card)
    case Instruction.getData: getData(command, on: card)
    case Instruction.getChallenge: card.getChallenge(command)
    case Instruction.manageSecurityEnvironment: manageSecurityEnvironment(command, on: &card)
    case Instruction.internalAuthenticate: internalAuthenticate(command, on: card)
    case Instruction.performSecurityOperation: performSecurityOperation(command, on: &card)
    default: .status(.instructionNotSupported)
    }
  }
}
