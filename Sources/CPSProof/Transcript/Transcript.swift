public import CPSDiagnostics
public import OpenSSLKit

/// The one byte string that a card signs: what is being done, where, for whom, with which key and card.
///
/// Each side builds it from what *it* knows; it is never sent, and there is no way to make one from bytes,
/// so that nothing from outside reaches the card's key as it is (attack case HN-03): that key also decrypts
/// (CPS3) or is raw RSA (CPS4). The layout is docs/protocol.md, section 4.
public struct Transcript: Sendable, Hashable {
  /// The tag at offset 0, with the zero byte that ends it.
  ///
  /// It keeps our signatures apart from everything else that the same key signs: TLS 1.2 content begins
  /// with 01, TLS 1.3 with 64 × 20, DER and CMS with 30 or 31, XML with 3C.
  static let tag = Array("CPSAUTH-TRANSCRIPT-V1".utf8) + [0]

  /// The canonical bytes.
  public let bytes: [UInt8]
  /// The algorithm that the card is to use, which the bytes name too.
  public let algorithm: ProofAlgorithm
  /// What the signature is for, which the bytes name too.
  public let purpose: Purpose

  /// The transcript of one act.
  ///
  /// - Parameters:
  ///   - environment: the world that the caller was configured for.
  ///   - algorithm: what the card signs with.
  ///   - audience: the service, as the caller itself knows it.
  ///   - nonce: the challenge's.
  ///   - purpose: what the signature is for.
  ///   - function: the function that is confirmed; nil for a login.
  ///   - subject: the person the act is about; nil where there is none.
  ///   - keyThumbprint: the workstation key that the session will be bound to.
  ///   - certificate: the card's authentication certificate, DER.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public init(
    environment: TrustEnvironment, algorithm: ProofAlgorithm, audience: Audience, nonce: Nonce,
    purpose: Purpose, function: FunctionName?, subject: SubjectDigest?, keyThumbprint: KeyThumbprint,
    certificate: [UInt8]
  ) throws(CPSError) {
    self.init(
      environment: environment, algorithm: algorithm, audience: audience, nonce: nonce, purpose: purpose,
      function: function, subject: subject, keyThumbprint: keyThumbprint,
      certificateSHA256: try Digest.sha256(certificate))
  }

  /// The transcript of one act, under a certificate that was read already.
  ///
  /// The same as from its DER, whose digest the certificate knows.
  public init(
    environment: TrustEnvironment, algorithm: ProofAlgorithm, audience: Audience, nonce: Nonce,
    purpose: Purpose, function: FunctionName?, subject: SubjectDigest?, keyThumbprint: KeyThumbprint,
    certificate: Certificate
  ) {
    self.init(
      environment: environment, algorithm: algorithm, audience: audience, nonce: nonce, purpose: purpose,
      function: function, subject: subject, keyThumbprint: keyThumbprint,
      certificateSHA256: certificate.sha256)
  }

  private init(
    environment: TrustEnvironment, algorithm: ProofAlgorithm, audience: Audience, nonce: Nonce,
    purpose: Purpose, function: FunctionName?, subject: SubjectDigest?, keyThumbprint: KeyThumbprint,
    certificateSHA256: [UInt8]
  ) {
    let fields: [[UInt8]] = [
      Array(environment.rawValue.utf8),
      Array(algorithm.rawValue.utf8),
      Array(audience.text.utf8),
      nonce.bytes,
      Array(purpose.rawValue.utf8),
      function.map { Array($0.rawValue.utf8) } ?? [],
      subject?.bytes ?? [],
      keyThumbprint.bytes,
      certificateSHA256,
    ]
    bytes = fields.reduce(into: Self.tag) { result, field in
      // INVARIANT: every field is shorter than 65,536 bytes: hosts at most 253, names at most 64, digests 32.
      result.append(UInt8(truncatingIfNeeded: field.count >> 8))
      result.append(UInt8(truncatingIfNeeded: field.count))
      result += field
    }
    self.algorithm = algorithm
    self.purpose = purpose
  }

  /// SHA-256 of the bytes: what goes into the DigestInfo or the PSS encoding.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func sha256() throws(CPSError) -> [UInt8] { try Digest.sha256(bytes) }
}
