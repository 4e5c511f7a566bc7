internal import SmartCard

/// ChipDoc as a CPS4 speaks it, on logical channel 1 (cps-card.md sections 2.2, 4, 5 and 6.4).
///
/// Every file and answer of a real CPS4 is unknown; what is marked CONF-A there is what the official module
/// sends and accepts.
struct ChipDocCommands: CommandSet {
  /// The class of logical channel 1, on which the official module speaks to ChipDoc (CONF-A).
  private static let channelClass: UInt8 = 0x01
  private static let basicClass: UInt8 = 0x00

  /// Channel 1 and the basic channel are served.
  ///
  /// That channel 1 is not open yet is told by ``execute(_:on:)``, since one SELECT opens it.
  func refusal(ofClass cla: UInt8, on card: CardOperatingSystem) -> StatusWord? {
    switch cla & ~ReceivedCommand.chainingBit {
    case Self.channelClass, Self.basicClass: nil
    default: .classNotSupported
    }
  }

  func execute(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.cla & ~ReceivedCommand.chainingBit == Self.channelClass else {
      return executeOnBasicChannel(command, on: &card)
    }
    if command.ins == Instruction.select, command.p1 == 0x04 { return selectByName(command, on: &card) }
    guard card.state.channel.holdsApplication else { return .status(.channelNotOpen) }
    return switch command.ins {
    case Instruction.select: selectByPath(command, on: &card)
    case Instruction.readBinary: card.readBinary(command)
    case Instruction.updateBinary: card.updateBinary(command)
    case Instruction.verify: card.verify(command)
    case Instruction.changeReferenceData: changeReferenceData(command, on: &card)
    case Instruction.resetRetryCounter: resetRetryCounter(command, on: &card)
    case Instruction.getChallenge: card.getChallenge(command)
    case Instruction.manageSecurityEnvironment: manageSecurityEnvironment(command, on: &card)
    case Instruction.performSecurityOperation: performSecurityOperation(command, on: card)
    // No INTERNAL AUTHENTICATE in ChipDoc (cps-card.md section 6.4); the rest is ASSUMED.
    default: .status(.instructionNotSupported)
    }
  }
}
