public import CPSPrimitives

/// A session that lives, as an administrator sees it: nothing in it opens anything.
public struct SessionSummary: Sendable, Hashable {
  /// Its name in the audit log.
  public let reference: String
  /// Whose it is: a national identifier, or an account's name behind `account:`.
  public let holder: String
  /// The number of the card that opened it, if a card did.
  public let card: String?
  /// The text of the thumbprint of the key or certificate that it is bound to.
  public let workstation: String
  /// The text of the audience of the service that opened it.
  public let service: String
  /// When it was opened.
  public let openedAt: Timestamp
  /// The last request, to a quarter of a minute.
  public let lastSeenAt: Timestamp
  /// Its absolute end.
  public let endsAt: Timestamp

  init(_ session: StoredSession) {
    reference = session.reference
    holder = session.holder
    card = session.card
    workstation = session.workstation
    service = session.service
    openedAt = session.openedAt
    lastSeenAt = session.lastSeenAt
    endsAt = session.endsAt
  }
}

extension SessionSummary: Encodable {
  private enum Key: String, CodingKey {
    case session, holder, card, workstation, service
    case openedAt = "opened_at"
    case lastSeenAt = "last_seen_at"
    case endsAt = "ends_at"
  }

  /// Writes the moments as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(reference, forKey: .session)
    try container.encode(holder, forKey: .holder)
    try container.encodeIfPresent(card, forKey: .card)
    try container.encode(workstation, forKey: .workstation)
    try container.encode(service, forKey: .service)
    try container.encode(openedAt.rfc3339, forKey: .openedAt)
    try container.encode(lastSeenAt.rfc3339, forKey: .lastSeenAt)
    try container.encode(endsAt.rfc3339, forKey: .endsAt)
  }
}
