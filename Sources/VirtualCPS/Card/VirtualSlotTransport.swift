internal import CPSDiagnostics
internal import SmartCard

/// The wire to the card that lay in the slot when the transaction began.
struct VirtualSlotTransport: CardTransport {
  let slot: VirtualSlot
  let card: VirtualCard
  let patience: VirtualPatience
  let atExchange: @Sendable (Int) -> VirtualReaderEvent?

  var answerToReset: [UInt8] { card.answerToReset }
  var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }

  /// Sends one TPDU, as long as the transaction was not given up.
  ///
  /// - Throws: as ``VirtualCardTransport/transmit(_:)`` does; ``Diagnostic/timedOut`` from the answer on that
  ///   came past the deadline.
  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    if let event = atExchange(slot.nextExchange()) {
      slot.cause(event)
      if case .reset = event { throw CPSError(.cardReset) }
    }
    guard slot.card === card else { throw CPSError(.cardRemoved) }
    var bytes: [UInt8] = []
    for index in command.indices { bytes.append(command[index]) }
    try patience.requireSome()
    let reaction = card.transmit(bytes)
    if case .lateAnswer(_, after: let duration) = reaction {
      try patience.spend(duration, isPresentingPIN: bytes.count > 5 && bytes[1] == Instruction.verify)
    }
    return try VirtualCardTransport.answer(reaction)
  }
}
