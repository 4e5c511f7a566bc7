internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// The CPS3 over contacts: an IAS ECC card (cps-card.md sections 2 to 6).
struct CPS3Driver: CardDriver {
  let generation = CardGeneration.cps3
  let algorithm = ProofAlgorithm.rs256
  let pinReplacement = PINReplacementForm.atOnce

  /// "RSA", by which the card adds the padding of PKCS#1 v1.5 (cps-card.md section 6.1).
  private static let signatureMechanism: UInt8 = 0x02
  /// The length of a signature by RSA-2048, the only key size of a CPS3 (cps-card.md section 3.3).
  private static let signatureLength = 256
  /// The DigestInfo of SHA-256 without its digest (RFC 8017, section 9.2, note 1).
  private static let digestInfoPrefix: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04,
    0x20,
  ]

  func readSerial(over channel: inout CardChannel) throws(CPSError) -> CardSerial {
    try channel.select(.serialNumber)
    return try CardSerial(fileContent: try channel.readCurrentFile(CardSerial.fileLength))
  }

  func readDirectory(over channel: inout CardChannel) throws(CPSError) -> CardDirectory {
    try CardDirectory.read(application: ApplicationRecord.contactName, over: &channel)
  }

  func readStatus(
    of pin: PINReference, after position: CardPosition, over channel: inout CardChannel
  ) throws(CPSError) -> PINStatus {
    let query = try PINObject.query(pin.number)
    // PIN objects are found only from the master file, which the path of EF.SN has made current.
    var answer = ResponseAPDU(status: .referencedDataNotFound)
    if case .serialNumber = position { answer = try channel.send(query) }
    if answer.status == .referencedDataNotFound {
      try channel.selectMasterFile()
      answer = try channel.send(query)
    }
    guard answer.status != .referencedDataNotFound else {
      throw CPSError(.cardIncomplete, ["element": "PIN \(pin.number)"])
    }
    return try PINObject.status(of: pin.number, in: try answer.requireSuccess())
  }

  func sign(
    _ transcript: Transcript, with data: CardPublicData, over channel: inout CardChannel
  ) throws(CPSError) -> [UInt8] {
    // Key references are local to the application, and another program may have moved the card elsewhere.
    try channel.select(data.application)
    let environment: [UInt8] = [0x80, 0x01, Self.signatureMechanism, 0x84, 0x01, data.keyReference]
    _ = try channel.send(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: environment)).requireSuccess()
    let digestInfo = Self.digestInfoPrefix + (try transcript.sha256())
    let answer = try channel.send(
      CommandAPDU(0x00, 0x88, 0x00, 0x00, data: digestInfo, expecting: Self.signatureLength))
    guard answer.status != .securityNotSatisfied else {
      throw CPSError(.cardReset, reason: "the card wants the PIN again before it signs")
    }
    return try answer.requireSuccess()
  }
}
