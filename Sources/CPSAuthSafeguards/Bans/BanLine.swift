public import CPSPrimitives

/// A ban, for an administrator.
public struct BanLine: Sendable, Hashable, Encodable {
  /// The address or network.
  public let network: String
  /// What it keeps out.
  public let scope: BanScope
  /// Why.
  public let reason: String
  /// Who took it.
  public let takenBy: String
  /// When.
  public let takenAt: Timestamp
  /// When it ends.
  public let expiry: Timestamp
  /// How many requests it refused.
  public let hits: Int
  /// When it refused one last.
  public let lastHitAt: Timestamp?

  private enum Key: String, CodingKey {
    case network, scope, reason, hits
    case takenBy = "taken_by"
    case takenAt = "taken_at"
    case expiry = "expires_at"
    case lastHitAt = "last_hit_at"
  }

  /// What an administrator sees of a ban.
  public init(_ ban: Ban) {
    network = ban.network
    scope = ban.scope
    reason = ban.reason
    takenBy = ban.takenBy
    takenAt = ban.takenAt
    expiry = ban.expiry
    hits = ban.hits
    lastHitAt = ban.lastHitAt
  }

  /// Writes the moments as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(network, forKey: .network)
    try container.encode(scope, forKey: .scope)
    try container.encode(reason, forKey: .reason)
    try container.encode(takenBy, forKey: .takenBy)
    try container.encode(takenAt.rfc3339, forKey: .takenAt)
    try container.encode(expiry.rfc3339, forKey: .expiry)
    try container.encode(hits, forKey: .hits)
    try container.encodeIfPresent(lastHitAt?.rfc3339, forKey: .lastHitAt)
  }
}
