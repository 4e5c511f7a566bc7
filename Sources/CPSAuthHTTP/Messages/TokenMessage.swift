internal import CPSAuth
internal import CPSPrimitives

/// A token, as its holder gets it (docs/protocol.md, section 13).
struct TokenMessage: Encodable {
  private enum Key: String, CodingKey {
    case schema, token
    case tokenType = "token_type"
    case expiresIn = "expires_in"
  }

  let token: String
  let grant: TokenGrant

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(token, forKey: .token)
    try container.encode(grant.session.grant.binding.tokenType, forKey: .tokenType)
    try container.encode((grant.endsAt - grant.issuedAt).milliseconds / 1_000, forKey: .expiresIn)
  }
}
