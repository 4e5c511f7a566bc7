internal import SmartCard

/// What T=0 and T=1 make of an outcome (ISO/IEC 7816-3, clause 12.2; cps-card.md section 4).
extension CardOperatingSystem {
  /// Hands over what waits, in as many pieces as the host wishes.
  mutating func getResponse(_ command: ReceivedCommand) -> [UInt8] {
    guard command.parameters == 0 else { return bytes([], .wrongParameters) }
    guard !state.waiting.isEmpty else { return bytes([], .conditionsNotSatisfied) }
    guard let wanted = command.expectedLength else { return bytes([], .wrongLength) }
    guard wanted <= state.waiting.count else {
      // 61 00 announces 256 bytes or more, so 00 never asks for too many there.
      return wire == .t0 ? bytes([], .exactly(state.waiting.count)) : handOver(state.waiting.count)
    }
    return handOver(wanted)
  }

  /// Gives an outcome the form that the protocol in force wants.
  mutating func onTheWire(_ outcome: Outcome, answering command: ReceivedCommand) -> [UInt8] {
    guard !outcome.data.isEmpty else { return bytes([], outcome.status) }
    guard let wanted = command.expectedLength else {
      state.waiting = outcome.data
      return bytes([], .waiting(outcome.data.count))
    }
    if wanted > outcome.data.count {
      if wire == .t0 {
        state.waiting = outcome.surplus == .kept ? outcome.data : []
        return bytes([], .exactly(outcome.data.count))
      }
      return bytes(outcome.data, outcome.surplus == .left ? .endOfFile : .success)
    }
    if outcome.surplus == .left { return bytes(outcome.data.prefix(wanted), .success) }
    state.waiting = outcome.data
    return handOver(wanted)
  }

  private mutating func handOver(_ count: Int) -> [UInt8] {
    let piece = state.waiting.prefix(count)
    state.waiting = Array(state.waiting.dropFirst(count))
    return bytes(piece, state.waiting.isEmpty ? .success : .waiting(state.waiting.count))
  }

  private func bytes(_ data: some Sequence<UInt8>, _ status: StatusWord) -> [UInt8] {
    Array(data) + [status.sw1, status.sw2]
  }
}
