internal import CPSDiagnostics
internal import SmartCard

/// The wire to the card of one transaction; sends nothing once the transaction is given up.
final class PCSCTransport: CardTransport {
  /// VERIFY, in both forms (ISO/IEC 7816-4, clause 11.6.6).
  private static let verifyInstructions: Set<UInt8> = [0x20, 0x21]

  let answerToReset: [UInt8]
  let transmissionProtocol: TransmissionProtocol
  private let card: CardHandle
  private let watch: TransactionWatch

  init(_ card: CardHandle, watch: TransactionWatch) {
    answerToReset = card.answerToReset
    transmissionProtocol = card.transmissionProtocol
    self.card = card
    self.watch = watch
  }

  var pinPad: (any PINPad)? {
    card.features.verifyPIN.map { PCSCPINPad(card: card, watch: watch, verifyCode: $0) }
  }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    let isVerify = command.count > 5 && Self.verifyInstructions.contains(command[1])
    guard watch.advance(to: isVerify ? .presentingPIN : .running) else {
      throw CPSError(.timedOut, reason: "the transaction was given up")
    }
    let answer = try card.transmit(command)
    if isVerify { _ = watch.advance(to: .running) }
    return answer
  }
}
