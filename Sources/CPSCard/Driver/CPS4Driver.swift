internal import CPSDiagnostics
internal import CPSProof
internal import SmartCard

/// The CPS4 over contacts, T=1 or T=0: the ChipDoc applet (cps-card.md sections 2.2, 5 and 6.4).
struct CPS4Driver: CardDriver {
  let generation: CardGeneration
  let algorithms = [ProofAlgorithm.ps256, .rs256]
  let pinReplacement = PINReplacementForm.inSteps
  /// What the official module holds to be the authentication key (READ); used only where PrKDF is silent:
  /// ASSUMED.
  let assumedAuthenticationKey: UInt8? = 0x20
  let tellsOpenPIN = true
  let hasFormerView = false

  private let chipDoc = ChipDocFiles()
  var files: any CardFiles { chipDoc }

  /// SHA-256 with RSASSA-PSS, the salt as long as the digest (cps-card.md section 6.4).
  private static let probabilisticSignature: UInt8 = 0x2C
  /// The bit that the key reference bears in the template of signature.
  private static let signatureReferenceBit: UInt8 = 0x80
  /// The length of a signature by RSA-2048, the only key size of a CPS.
  private static let signatureLength = 256
  /// The answers by which a card says that it has no RSASSA-PSS; any other ends the login.
  private static let algorithmRefusals: Set<StatusWord> = [
    .wrongData, .referencedDataNotFound, .instructionNotSupported,
  ]
  /// Tries after a right entry: 3 for the PIN, as the official module has it (READ); 10 for the unblocking
  /// code, as on a CPS3 (ASSUMED, shown only).
  private static let maximumTries: [UInt8: Int] = [1: 3, 2: 10]

  func readSerial(over channel: inout CardChannel) throws(CPSError) -> CardSerial {
    do throws(CPSError) {
      try files.select(.serialNumber, over: &channel)
    } catch  where error.diagnostic == .cardIncomplete {
      // Another program may have left another applet on channel 1, which has files of its own.
      _ = try ResponseAPDU(status: try chipDoc.selectRoot(over: &channel)).requireSuccess()
      try files.select(.serialNumber, over: &channel)
    }
    return try CardSerial(fileContent: try files.readCurrent(CardSerial.fileLength, over: &channel))
  }

  /// Asks by VERIFY without data, which spends nothing; the PIN is found wherever the card stands.
  func readStatus(
    of pin: PINReference, after position: CardPosition, over channel: inout CardChannel
  ) throws(CPSError) -> PINStatus {
    let query = CommandAPDU(pin.cla, 0x20, 0x00, pin.number)
    let status = try chipDoc.sendRestoring(query, over: &channel).status
    let maximum = Self.maximumTries[pin.number] ?? 0
    if status == .success {
      // A right entry gives all tries back, and nothing but one opens the PIN.
      return PINStatus(triesLeft: max(maximum, 1), maximumTries: max(maximum, 1), isVerified: true)
    }
    if status.saysBlocked { return PINStatus(triesLeft: 0, maximumTries: maximum) }
    guard let left = status.triesLeft else {
      if [.referencedDataNotFound, .fileNotFound].contains(status) {
        throw CPSError(.cardIncomplete, ["element": "PIN \(pin.number)"])
      }
      throw CPSError(.unexpectedStatus, ["status": status.text], reason: "tries left")
    }
    return PINStatus(triesLeft: left, maximumTries: max(maximum, left))
  }

  func sign(
    _ transcript: Transcript, with keyReference: UInt8, over channel: inout CardChannel
  ) throws(CPSError) -> CardSignature {
    let key = keyReference & ~Self.signatureReferenceBit
    switch transcript.algorithm {
    case .ps256: return try signProbabilistic(transcript, with: key, over: &channel)
    case .rs256: return try signPadded(transcript, with: key, over: &channel)
    }
  }

  /// PSO COMPUTE DIGITAL SIGNATURE over the digest: the card makes the PSS encoding.
  private func signProbabilistic(
    _ transcript: Transcript, with key: UInt8, over channel: inout CardChannel
  ) throws(CPSError) -> CardSignature {
    let environment = [0x91, 0x02, Self.probabilisticSignature, key | Self.signatureReferenceBit]
    let choice = try channel.send(CommandAPDU(chipDoc.channelClass, 0x22, 0x81, 0xB6, data: environment))
    if Self.algorithmRefusals.contains(choice.status) { return .algorithmRefused(choice.status) }
    _ = try choice.requireSuccess()
    let answer = try channel.send(
      CommandAPDU(
        chipDoc.channelClass, 0x2A, 0x9E, 0x9A, data: try transcript.sha256(), expecting: Self.signatureLength
      ))
    if Self.algorithmRefusals.contains(answer.status) { return .algorithmRefused(answer.status) }
    return .made(try answer.requireSignature())
  }

  /// The bare RSA operation, PSO DECIPHER, over a block that is padded here and holds nothing but the digest of
  /// our own transcript: this command would open or sign anything.
  private func signPadded(
    _ transcript: Transcript, with key: UInt8, over channel: inout CardChannel
  ) throws(CPSError) -> CardSignature {
    let block = PaddedDigest.block(of: try transcript.sha256(), length: Self.signatureLength)
    let choice = try channel.send(
      CommandAPDU(chipDoc.channelClass, 0x22, 0x41, 0xB8, data: [0x83, 0x01, key]))
    _ = try choice.requireSuccess()
    let answer = try channel.send(
      CommandAPDU(chipDoc.channelClass, 0x2A, 0x80, 0x86, data: block, expecting: Self.signatureLength))
    return .made(try answer.requireSignature())
  }
}
