public import CPSDiagnostics
public import SmartCard

/// The wire to a virtual card in this process.
public struct VirtualCardTransport: CardTransport {
  private let card: VirtualCard

  /// A wire to `card`, which must have power to answer.
  public init(to card: VirtualCard) { self.card = card }

  /// The answer to reset.
  public var answerToReset: [UInt8] { card.answerToReset }
  /// The protocol in force.
  public var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }

  /// Sends one TPDU.
  ///
  /// A PIN in it is copied without wiping: only the PIN of a fictitious card, which stands readable in its
  /// image, ever comes here.
  ///
  /// A card that asks for time is not waited for: without a deadline it may have it.
  ///
  /// - Throws: ``Diagnostic/timedOut`` for a mute card, at once instead of after a wait;
  ///   ``Diagnostic/cardRemoved``, ``Diagnostic/cardReset``.
  public func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in command.indices { bytes.append(command[index]) }
    return try Self.answer(card.transmit(bytes))
  }

  static func answer(_ reaction: CardReaction) throws(CPSError) -> [UInt8] {
    switch reaction {
    case .answer(let answer), .lateAnswer(let answer, after: _): return answer
    case .resetNotice: throw CPSError(.cardReset)
    case .silence: throw CPSError(.timedOut, reason: "the virtual card is mute")
    case .absence: throw CPSError(.cardRemoved)
    }
  }
}
