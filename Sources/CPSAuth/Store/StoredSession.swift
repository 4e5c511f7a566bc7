public import CPSPrimitives

/// A session as a store keeps it: what it is found by, and a content that the store cannot read into power.
///
/// The content is sealed by the service (``SessionSeal``), so that who can write into the database still
/// cannot make a session or lengthen its absolute life. What stands beside it serves to find and to show
/// sessions, and decides nothing that the sealed content says as well.
public struct StoredSession: Sendable, Hashable {
  /// How long a store keeps a session beyond its absolute end, so that its holder hears that it ended.
  public static let grace: Duration = .seconds(3_600)

  /// SHA-256 of the token: 32 bytes; the token itself is stored nowhere.
  public let tokenHash: [UInt8]
  /// Its name in the audit log, which stays when its token is exchanged; it gives no access.
  public let reference: String
  /// Whose it is: a national identifier, or an account's name behind `account:`.
  public let holder: String
  /// The number of the card that opened it, if a card did.
  public let card: String?
  /// The text of the thumbprint of the key that it is bound to.
  public let workstation: String
  /// The text of the audience of the service that opened it.
  public let service: String
  /// The sealed content.
  public let sealedContent: [UInt8]
  /// When it was opened.
  public let openedAt: Timestamp
  /// The absolute end.
  public let endsAt: Timestamp
  /// The last request.
  public var lastSeenAt: Timestamp
  /// Until when its card counts as still there; nil where nobody watches it.
  public var presence: PresenceLease?
  /// How it was ended, if it was.
  public var end: SessionEnd?

  /// A session from its parts.
  public init(
    tokenHash: [UInt8], reference: String, holder: String, card: String?, workstation: String,
    service: String, sealedContent: [UInt8], openedAt: Timestamp, endsAt: Timestamp, lastSeenAt: Timestamp,
    presence: PresenceLease? = nil, end: SessionEnd? = nil
  ) {
    self.tokenHash = tokenHash
    self.reference = reference
    self.holder = holder
    self.card = card
    self.workstation = workstation
    self.service = service
    self.sealedContent = sealedContent
    self.openedAt = openedAt
    self.endsAt = endsAt
    self.lastSeenAt = lastSeenAt
    self.presence = presence
    self.end = end
  }
}
