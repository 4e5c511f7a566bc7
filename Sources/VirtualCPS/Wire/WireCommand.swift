/// As much of a command as its time depends on: no data, since that may be a PIN.
struct WireCommand {
  /// What the card does beyond reading and answering.
  enum Work {
    case none
    case nameSelection
    case pin
    case privateKey
  }

  let length: Int
  let work: Work

  init(_ command: [UInt8]) {
    length = command.count
    work = Self.work(command)
  }

  private static func work(_ command: [UInt8]) -> Work {
    guard command.count > 4 else { return .none }
    switch command[1] {
    case Instruction.select: return command[2] == 0x04 ? .nameSelection : .none
    case let instruction where Instruction.takingPIN.contains(instruction):
      return command.count > 5 ? .pin : .none
    case Instruction.internalAuthenticate: return .privateKey
    case Instruction.performSecurityOperation:
      // A command of a chain only brings data, and hashing needs no key.
      let isLast = command[0] & ReceivedCommand.chainingBit == 0
      return isLast && (command[2] == 0x9E || command[2] == 0x80) ? .privateKey : .none
    default: return .none
    }
  }
}
