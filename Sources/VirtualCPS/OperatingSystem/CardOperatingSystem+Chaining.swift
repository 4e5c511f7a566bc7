internal import SmartCard

/// Command chaining (ISO/IEC 7816-4, clause 5.3.3).
extension CardOperatingSystem {
  /// What a command is in respect of chaining.
  enum Link {
    case whole(ReceivedCommand)
    case kept
    case refused(StatusWord)
  }

  /// The longest joined data field: a cryptogram and its padding indicator fit twice.
  private static let maximumChain = 512

  /// Adds a command to the chain, or finds it whole.
  ///
  /// Only PSO DECIPHER is seen chained (cps-card.md section 4); 6884 and 6883 for the rest and for a chain
  /// that another command breaks follow the standard, a real card was not seen there: ASSUMED.
  mutating func link(_ command: ReceivedCommand) -> Link {
    let chain = state.chain
    state.chain = nil
    if let chain {
      guard chain.ins == command.ins, chain.parameters == command.parameters else {
        return .refused(.lastOfChainExpected)
      }
      guard chain.data.count + command.data.count <= Self.maximumChain else { return .refused(.wrongLength) }
    }
    guard command.isChained else {
      return .whole(chain.map { ReceivedCommand(joining: $0.data, to: command) } ?? command)
    }
    guard command.ins == Instruction.performSecurityOperation, command.parameters == 0x8086 else {
      return .refused(.chainingNotSupported)
    }
    let data = (chain?.data ?? []) + command.data
    state.chain = VolatileState.Chain(ins: command.ins, parameters: command.parameters, data: data)
    return .kept
  }
}
