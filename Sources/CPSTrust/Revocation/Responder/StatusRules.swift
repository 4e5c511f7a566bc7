public import OpenSSLKit

/// What an answer of a status responder must keep to, besides being signed by whom it must be.
public struct StatusRules: Sendable {
  /// How far the clocks of a responder and of this service may lie apart (igc-sante.md section 4, rule 28).
  public static let clockSkew = Duration.seconds(300)
  /// How old an answer may be that does not say when the next one comes.
  ///
  /// Such a responder says that something newer is there at any time (RFC 6960, clause 2.4).
  public static let maximumAgeWithoutNextUpdate = Duration.seconds(3_600)

  /// The algorithms by which an answer, and the certificate of a responder, may be signed.
  public let signatureAlgorithms: Set<ObjectIdentifier>
  /// How old an answer may be at most, whatever it says itself; nil to believe what it says.
  public let maximumAge: Duration?
  /// Whether a nonce that was sent must be repeated.
  public let nonce: NoncePolicy

  /// For cards of IGC-Santé, whose whole tree signs with sha256WithRSAEncryption (igc-sante.md section 1.1).
  ///
  /// No answer is older than the longest grace of a revocation list.
  public static func cards(nonce: NoncePolicy) -> StatusRules {
    StatusRules(
      signatureAlgorithms: [.sha256WithRSA], maximumAge: .seconds(RevocationGrace.maximumHours * 3_600),
      nonce: nonce)
  }

  /// For any tree: the algorithms with SHA-2, never SHA-1 or MD5.
  public static let plain = StatusRules(
    signatureAlgorithms: [
      .sha256WithRSA, .sha384WithRSA, .sha512WithRSA, .ecdsaWithSHA256, .ecdsaWithSHA384, .ecdsaWithSHA512,
    ],
    maximumAge: nil, nonce: .reported)
}
