internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit
internal import SmartCard

/// The signature of the second half: made by the card, and checked here before the card is released.
extension CardLogin {
  /// Makes what is signed, from the certificate and the algorithm that are used.
  typealias TranscriptMaker = (
    _ certificate: [UInt8], _ algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript

  /// A transcript names its algorithm, which must be the one that the card will use.
  static func transcript(
    by make: TranscriptMaker, of data: CardPublicData, for algorithm: ProofAlgorithm
  ) throws(CPSError) -> Transcript {
    let transcript = try make(data.authenticationCertificate, algorithm)
    guard transcript.algorithm == algorithm else {
      throw CPSError(.internalFault, reason: "a transcript for \(transcript.algorithm.rawValue)")
    }
    return transcript
  }

  /// Has the card sign by the first algorithm that it takes.
  ///
  /// The transcript names the algorithm, so that a card that refuses one gets another transcript: the signature
  /// never says more than what was done. The PIN stays presented, and is not asked for again.
  ///
  /// - Parameters:
  ///   - first: the transcript for the algorithm that is tried first.
  ///   - data: the card.
  ///   - make: makes the transcript for any other.
  /// - Throws: ``Diagnostic/unexpectedStatus`` when the card takes none; ``Diagnostic/signatureMismatch``.
  static func sign(
    _ first: Transcript, with data: CardPublicData, by driver: any CardDriver,
    over channel: inout CardChannel, transcript make: TranscriptMaker
  ) throws(CPSError) -> CardAuthentication {
    // Key references are local to the application, and another program may have moved the card elsewhere.
    try driver.files.select(data.application, over: &channel)
    var refusal = StatusWord.success
    for algorithm in driver.algorithms {
      let transcript =
        algorithm == first.algorithm ? first : try transcript(by: make, of: data, for: algorithm)
      switch try driver.sign(transcript, with: data.keyReference, over: &channel) {
      case .made(let signature): return try authentication(signature, over: transcript, with: data)
      case .algorithmRefused(let status): refusal = status
      }
    }
    throw CPSError(.unexpectedStatus, ["status": refusal.text], reason: "no algorithm in common")
  }

  private static func authentication(
    _ signature: [UInt8], over transcript: Transcript, with data: CardPublicData
  ) throws(CPSError) -> CardAuthentication {
    let key = try Certificate(der: data.authenticationCertificate).publicKey
    let algorithm: SignatureAlgorithm =
      switch transcript.algorithm {
      case .rs256: .rs256
      case .ps256: .ps256
      }
    guard try key.isValid(signature: signature, for: transcript.bytes, algorithm: algorithm) else {
      throw CPSError(.signatureMismatch, reason: "\(signature.count) bytes")
    }
    return CardAuthentication(algorithm: transcript.algorithm, signature: signature, publicData: data)
  }
}
