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
  /// - Throws: ``Diagnostic/timedOut`` for a mute card, at once instead of after a wait;
  ///   ``Diagnostic/cardRemoved``.
  public func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    var bytes: [UInt8] = []
    for index in command.indices { bytes.append(command[index]) }
    switch card.transmit(bytes) {
    case .answer(let answer): return answer
    case .silence: throw CPSError(.timedOut, reason: "the virtual card is mute")
    case .absence: throw CPSError(.cardRemoved)
    }
  }
}
