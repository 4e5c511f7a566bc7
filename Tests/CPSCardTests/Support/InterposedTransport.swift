import CPSDiagnostics
import SmartCard
import VirtualCPS

/// A wire on which somebody sits: sees every command and may change every answer.
struct InterposedTransport: CardTransport {
  /// Given a command and the way to the card, says what comes back.
  typealias Interposer = (
    _ command: [UInt8], _ card: ([UInt8]) throws(CPSError) -> [UInt8]
  ) throws(CPSError) -> [UInt8]

  let answerToReset: [UInt8]
  let transmissionProtocol: TransmissionProtocol
  private let card: VirtualCard
  private let interposer: Interposer

  init(to card: VirtualCard, answerToReset: [UInt8]? = nil, _ interposer: @escaping Interposer) {
    self.card = card
    self.answerToReset = answerToReset ?? card.answerToReset
    transmissionProtocol = card.transmissionProtocol
    self.interposer = interposer
  }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    try interposer(command.indices.map { command[$0] }) { (bytes) throws(CPSError) in
      try VirtualCardTransport(to: card).transmit(bytes.span)
    }
  }
}
