public import CPSDiagnostics
internal import CPSPrimitives

/// What a workstation answers to a challenge.
///
/// Challenge id, algorithm, certificate, signature and workstation key, and nothing else: no nonce, no
/// origin, no claim that somebody could believe (DESIGN.md, "The way of the data", 4).
public struct Proof: Sendable, Hashable {
  /// The largest certificate, in bytes; real ones are about 2,200 (cps-card.md section 3.3 allows 4 kB).
  public static let maximumCertificateLength = 8_192
  /// The largest signature, in bytes: RSA-4096.
  public static let maximumSignatureLength = 512

  /// The id of the challenge that is answered.
  public let challengeID: String
  /// How the card signed.
  public let algorithm: ProofAlgorithm
  /// The card's authentication certificate, DER, as it was read: nothing is known of it yet.
  public let unverifiedCertificate: [UInt8]
  /// The card's signature over the transcript.
  public let signature: [UInt8]
  /// The key that the session will be bound to.
  public let workstationKey: WorkstationKey

  /// A proof from its parts.
  ///
  /// - Throws: ``Diagnostic/proofMalformed`` when a part is empty or too long.
  public init(
    challengeID: String, algorithm: ProofAlgorithm, unverifiedCertificate: [UInt8], signature: [UInt8],
    workstationKey: WorkstationKey
  ) throws(CPSError) {
    guard (1...Challenge.maximumIDLength).contains(challengeID.utf8.count),
      (1...Self.maximumCertificateLength).contains(unverifiedCertificate.count),
      (1...Self.maximumSignatureLength).contains(signature.count)
    else { throw CPSError(.proofMalformed, reason: "length of a part") }
    self.challengeID = challengeID
    self.algorithm = algorithm
    self.unverifiedCertificate = unverifiedCertificate
    self.signature = signature
    self.workstationKey = workstationKey
  }
}

extension Proof: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case schema, algorithm, signature
    case challengeID = "challenge"
    case unverifiedCertificate = "certificate"
    case workstationKey = "key"
  }

  /// Reads the JSON of docs/protocol.md, section 5; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .proofMalformed)
    try container.requireSchema(1, at: .schema)
    try self.init(
      challengeID: try container.string(.challengeID),
      algorithm: try container.value(.algorithm),
      unverifiedCertificate: try container.bytes(
        .unverifiedCertificate, atMost: Self.maximumCertificateLength),
      signature: try container.bytes(.signature, atMost: Self.maximumSignatureLength),
      workstationKey: try container.value(.workstationKey))
  }

  /// Writes the JSON of docs/protocol.md, section 5.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(challengeID, forKey: .challengeID)
    try container.encode(algorithm, forKey: .algorithm)
    try container.encode(Base64URL.encode(unverifiedCertificate), forKey: .unverifiedCertificate)
    try container.encode(Base64URL.encode(signature), forKey: .signature)
    try container.encode(workstationKey, forKey: .workstationKey)
  }
}
