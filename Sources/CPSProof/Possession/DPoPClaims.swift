internal import CPSDiagnostics

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

extension DPoPClaims {
  private enum Key: String, CodingKey, CaseIterable {
    case jti, htm, htu, iat, ath, nonce
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .dpopInvalid, takesOthers: true)
    jti = try container.string(.jti)
    htm = try container.string(.htm)
    htu = try container.string(.htu)
    iat = try container.value(.iat)
    ath = try container.optionalValue(.ath)
    nonce = try container.optionalValue(.nonce)
  }
}
