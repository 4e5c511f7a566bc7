public import CPSDiagnostics
internal import OpenSSLKit

/// The person whom an act is about, as a transcript names them: HMAC-SHA-256 keyed by the nonce.
///
/// A bare digest of a social security number would be that number, since all of them can be tried
/// (DESIGN.md, "The way of the data", 3).
public struct SubjectDigest: Sendable, Hashable {
  /// 32 bytes.
  public let bytes: [UInt8]

  /// The digest of a subject's canonical text under one challenge's nonce.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public init(of subject: String, under nonce: Nonce) throws(CPSError) {
    bytes = try MessageAuthentication.hmacSHA256(key: nonce.bytes, message: Array(subject.utf8))
  }
}
