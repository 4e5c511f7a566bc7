internal import HTTPTypes

extension HTTPField.Name {
  /// The proof of possession (RFC 9449, clause 4.1).
  static var dpop: Self { known("DPoP") }
  /// The nonce that the next proof must repeat (RFC 9449, clause 8).
  static var dpopNonce: Self { known("DPoP-Nonce") }

  /// A name written in this file; it is a token (RFC 9110, clause 5.6.2), as a test shows, so that the other
  /// name is never used.
  private static func known(_ name: String) -> Self { Self(name) ?? .xContentTypeOptions }
}
