internal import CPSAuth
internal import CPSPrimitives
internal import CPSProof

/// The presence lease of a session as its holder sees it (docs/protocol.md, section 9).
struct PresenceMessage: Encodable {
  private enum Key: String, CodingKey {
    case kind
    case expiresIn = "expires_in"
  }

  let lease: PresenceLease
  let now: Timestamp

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(lease.kind, forKey: .kind)
    try container.encode(max(0, (lease.until - now).milliseconds / 1_000), forKey: .expiresIn)
  }
}
