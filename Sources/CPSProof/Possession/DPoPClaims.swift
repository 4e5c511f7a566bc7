/// The claims of a DPoP proof (RFC 9449, clause 4.2); others may be present and mean nothing here.
struct DPoPClaims: Codable, Sendable, Hashable {
  /// Unique id.
  let jti: String
  /// HTTP method.
  let htm: String
  /// HTTP target address without query and fragment.
  let htu: String
  /// Time of making, seconds since 1970.
  let iat: Int64
  /// Hash of the access token, when one is sent along.
  let ath: String?
  /// The service's nonce.
  let nonce: String?
}
