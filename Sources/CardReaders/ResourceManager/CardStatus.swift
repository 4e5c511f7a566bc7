/// What SCardStatus fills in, as far as it is used.
struct CardStatus: Sendable {
  let cardProtocol: CardProtocol
  /// The answer to reset, at most 33 bytes.
  let answerToReset: [UInt8]
}
