public import CPSDiagnostics
internal import CPSPrimitives
public import OpenSSLKit

/// A workstation's word that it has just seen the card of the session, signed by the workstation's key.
///
/// The card's key takes no part: whoever holds the workstation's key can say this without any card
/// (docs/protocol.md, section 9).
public struct PresenceStatement: Sendable, Hashable {
  /// ASCII text and a zero byte, before any length, as in ``Transcript``: what one key signs here is never what
  /// it signs there, nor a compact JWS, which begins with `ey`.
  static let tag = Array("CPSAUTH-PRESENCE-V1".utf8) + [0]
  /// The bytes of an ES256 signature (RFC 7518, clause 3.4).
  private static let signatureLength = 64

  /// The id of the challenge that is answered.
  public let challengeID: String
  /// The key that the session is bound to.
  public let workstationKey: WorkstationKey
  private let signature: [UInt8]

  /// What a statement is about, as each half knows it.
  public struct Content: Sendable {
    /// The world that the speaker was configured for.
    public let environment: TrustEnvironment
    /// The service.
    public let audience: Audience
    /// The challenge's nonce.
    public let nonce: Nonce
    /// SHA-256 of the certificate that the card showed at the login: 32 bytes.
    public let certificateSHA256: [UInt8]

    /// A content from its parts.
    public init(
      environment: TrustEnvironment, audience: Audience, nonce: Nonce, certificateSHA256: [UInt8]
    ) {
      self.environment = environment
      self.audience = audience
      self.nonce = nonce
      self.certificateSHA256 = certificateSHA256
    }
  }

  /// Makes the statement.
  ///
  /// - Parameters:
  ///   - challengeID: the challenge that is answered.
  ///   - content: what is said.
  ///   - key: the workstation's private key, on P-256.
  /// - Throws: ``Diagnostic/keyMalformed``, ``Diagnostic/cryptographyFailed``.
  public init(
    answering challengeID: String, saying content: Content, with key: PrivateKey
  ) throws(CPSError) {
    self.challengeID = challengeID
    workstationKey = try WorkstationKey(key.publicKey)
    signature = try key.sign(Self.bytes(of: content, under: workstationKey), algorithm: .es256)
  }

  /// Whether the key that the statement names signed this content.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func says(_ content: Content) throws(CPSError) -> Bool {
    let bytes = Self.bytes(of: content, under: workstationKey)
    return try workstationKey.publicKey.isValid(signature: signature, for: bytes, algorithm: .es256)
  }

  /// The canonical bytes.
  static func bytes(of content: Content, under key: WorkstationKey) -> [UInt8] {
    let fields: [[UInt8]] = [
      Array(content.environment.rawValue.utf8), Array(content.audience.text.utf8), content.nonce.bytes,
      key.thumbprint.bytes, content.certificateSHA256,
    ]
    return fields.reduce(into: Self.tag) { result, field in
      // INVARIANT: every field is shorter than 65,536 bytes, as in Transcript.
      result.append(UInt8(truncatingIfNeeded: field.count >> 8))
      result.append(UInt8(truncatingIfNeeded: field.count))
      result += field
    }
  }
}

extension PresenceStatement: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case challenge, signature, key
  }

  /// Reads the `statement` member of docs/protocol.md, section 9; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .proofMalformed)
    challengeID = try container.string(.challenge)
    signature = try container.bytes(.signature, atMost: Self.signatureLength)
    workstationKey = try container.value(.key)
    guard (1...Challenge.maximumIDLength).contains(challengeID.utf8.count),
      signature.count == Self.signatureLength
    else { throw CPSError(.proofMalformed, reason: "length of a part") }
  }

  /// Writes the `statement` member of docs/protocol.md, section 9.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(challengeID, forKey: .challenge)
    try container.encode(Base64URL.encode(signature), forKey: .signature)
    try container.encode(workstationKey, forKey: .key)
  }
}
