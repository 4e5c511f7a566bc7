internal import CPSAuth
internal import CPSPrimitives
internal import CPSTrust

/// A session as its holder sees it (docs/protocol.md, section 5): with the token when it is opened, without
/// later.
struct SessionMessage: Encodable {
  /// The professional with the card: the identity's own members, and `card`.
  private struct Professional: Encodable {
    enum Key: String, CodingKey {
      case card
    }

    let holder: CardHolder

    func encode(to encoder: any Encoder) throws {
      try holder.identity.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(Card(type: holder.card.type, number: holder.card.number.text), forKey: .card)
    }
  }

  private struct Card: Encodable {
    let type: CardType
    let number: String
  }

  private enum Key: String, CodingKey {
    case schema, token, professional, account, presence
    case tokenType = "token_type"
    case expiresIn = "expires_in"
    case idleTimeout = "idle_timeout"
  }

  let session: LiveSession
  let token: SessionToken?
  let limits: SessionLimits
  let now: Timestamp

  func encode(to encoder: any Encoder) throws {
    let remaining = max(0, (session.grant.endsAt - now).milliseconds / 1_000)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    if let token {
      try container.encode(token.text, forKey: .token)
      try container.encode(session.grant.binding.tokenType, forKey: .tokenType)
    }
    try container.encode(remaining, forKey: .expiresIn)
    try container.encode(limits.idle.milliseconds / 1_000, forKey: .idleTimeout)
    if let lease = session.grant.presence {
      try container.encode(PresenceMessage(lease: lease, now: now), forKey: .presence)
    }
    switch session.grant.holder {
    case .professional(let holder): try container.encode(Professional(holder: holder), forKey: .professional)
    case .account(let account): try container.encode(account, forKey: .account)
    }
  }
}
