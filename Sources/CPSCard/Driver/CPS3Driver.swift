internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// The CPS3 over contacts: an IAS ECC card (cps-card.md sections 2 to 6).
struct CPS3Driver: CardDriver {
  let generation = CardGeneration.cps3
  let algorithms = [ProofAlgorithm.rs256]
  let pinReplacement = PINReplacementForm.atOnce
  let assumedAuthenticationKey: UInt8? = nil
  let tellsOpenPIN = false
  let hasFormerView = true

  private let ias = IASFiles()
  var files: any CardFiles { ias }

  /// "RSA", by which the card adds the padding of PKCS#1 v1.5 (cps-card.md section 6.1).
  private static let signatureMechanism: UInt8 = 0x02
  /// The length of a signature by RSA-2048, the only key size of a CPS3 (cps-card.md section 3.3).
  private static let signatureLength = 256

  func readSerial(over channel: inout CardChannel) throws(CPSError) -> CardSerial {
    try files.select(.serialNumber, over: &channel)
    return try CardSerial(fileContent: try files.readCurrent(CardSerial.fileLength, over: &channel))
  }

  func readStatus(
    of pin: PINReference, after position: CardPosition, over channel: inout CardChannel
  ) throws(CPSError) -> PINStatus {
    let query = try PINObject.query(pin.number)
    // PIN objects are found only from the master file, which the path of EF.SN has made current.
    var answer = ResponseAPDU(status: .referencedDataNotFound)
    if case .serialNumber = position { answer = try channel.send(query) }
    if answer.status == .referencedDataNotFound {
      try ias.selectMasterFile(over: &channel)
      answer = try channel.send(query)
    }
    guard answer.status != .referencedDataNotFound else {
      throw CPSError(.cardIncomplete, ["element": "PIN \(pin.number)"])
    }
    return try PINObject.status(of: pin.number, in: try answer.requireSuccess())
  }

  func sign(
    _ transcript: Transcript, with keyReference: UInt8, over channel: inout CardChannel
  ) throws(CPSError) -> CardSignature {
    let environment: [UInt8] = [0x80, 0x01, Self.signatureMechanism, 0x84, 0x01, keyReference]
    _ = try channel.send(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: environment)).requireSuccess()
    let information = PaddedDigest.information(of: try transcript.sha256())
    let answer = try channel.send(
      CommandAPDU(0x00, 0x88, 0x00, 0x00, data: information, expecting: Self.signatureLength))
    return .made(try answer.requireSignature())
  }
}
