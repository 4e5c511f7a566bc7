public import CPSPrimitives

/// A session as a store keeps it: what it is found by, and a content that the store cannot read into power.
///
/// The content is sealed by the service (``SessionSeal``), so that who can write into the database still
/// cannot make a session or lengthen its absolute life.
public struct StoredSession: Sendable, Hashable {
  /// How long a store keeps a session beyond its absolute end, so that its holder hears that it ended.
  public static let grace: Duration = .seconds(3_600)

  /// SHA-256 of the token: 32 bytes; the token itself is stored nowhere.
  public let tokenHash: [UInt8]
  /// Whose it is: a national identifier, or an account's name behind `account:`.
  public let holder: String
  /// The number of the card that opened it, if a card did.
  public let card: String?
  /// The sealed content.
  public let sealedContent: [UInt8]
  /// The absolute end.
  public let endsAt: Timestamp
  /// The last request.
  public var lastSeenAt: Timestamp
  /// Until when its card counts as still there; nil where nobody watches it.
  public var presence: PresenceLease?
  /// When it was ended before its time, if it was.
  public var endedAt: Timestamp?

  /// A session from its parts.
  public init(
    tokenHash: [UInt8], holder: String, card: String?, sealedContent: [UInt8], endsAt: Timestamp,
    lastSeenAt: Timestamp, presence: PresenceLease? = nil, endedAt: Timestamp? = nil
  ) {
    self.tokenHash = tokenHash
    self.holder = holder
    self.card = card
    self.sealedContent = sealedContent
    self.endsAt = endsAt
    self.lastSeenAt = lastSeenAt
    self.presence = presence
    self.endedAt = endedAt
  }
}
