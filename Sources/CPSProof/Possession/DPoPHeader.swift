internal import CPSDiagnostics

/// The JOSE header of a DPoP proof: `typ`, `alg` and `jwk`, and nothing else (RFC 9449, clause 4.2).
///
/// No `kid`, `jku` or `crit` is looked at: the key is in the header, the algorithm is ES256
/// (attack case HN-09).
struct DPoPHeader: Codable {
  private static let type = "dpop+jwt"
  private static let algorithm = "ES256"

  let jwk: WorkstationKey

  private enum Key: String, CodingKey, CaseIterable {
    case typ, alg, jwk
  }

  init(jwk: WorkstationKey) { self.jwk = jwk }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .dpopInvalid)
    guard try container.string(.typ) == Self.type, try container.string(.alg) == Self.algorithm else {
      throw CPSError(.dpopInvalid, reason: "typ or alg")
    }
    jwk = try container.value(.jwk)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(Self.type, forKey: .typ)
    try container.encode(Self.algorithm, forKey: .alg)
    try container.encode(jwk, forKey: .jwk)
  }
}
