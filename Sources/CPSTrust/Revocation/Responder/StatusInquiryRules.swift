public import OpenSSLKit

/// How the status responder is asked, and what an answer must be.
public struct StatusInquiryRules: Sendable, Hashable {
  /// How the certificate is named in the request.
  ///
  /// What the responder of IGC-Santé understands is not known ([?], igc-sante.md section 2): SHA-1 is what every
  /// responder must understand, and as a name of what is known already as good as SHA-256.
  public let identifier: IdentifierDigest
  /// Whether the answer must repeat the nonce, which is always sent.
  public let nonce: NoncePolicy
  /// What becomes of a login without an answer.
  public let unanswered: UnansweredPolicy

  /// SHA-1 identifiers, an absent nonce reported, an alarm where no answer comes.
  public static let standard = StatusInquiryRules()

  /// Rules from their parts.
  public init(
    identifier: IdentifierDigest = .sha1, nonce: NoncePolicy = .reported,
    unanswered: UnansweredPolicy = .alarm
  ) {
    self.identifier = identifier
    self.nonce = nonce
    self.unanswered = unanswered
  }
}
