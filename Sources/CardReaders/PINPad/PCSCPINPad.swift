internal import CPSDiagnostics
internal import SmartCard

/// The keypad of a reader, through its driver; asks nobody once the transaction is given up.
struct PCSCPINPad: PINPad {
  let card: CardHandle
  let watch: TransactionWatch
  /// The control code of FEATURE_VERIFY_PIN_DIRECT.
  let verifyCode: UInt32

  func verify(_ form: PINPadForm) throws(CPSError) -> [UInt8] {
    guard watch.advance(to: .presentingPIN) else {
      throw CPSError(.timedOut, reason: "the transaction was given up")
    }
    let answer = try card.control(verifyCode, with: PINVerifyStructure.bytes(form))
    _ = watch.advance(to: .running)
    return answer
  }
}
