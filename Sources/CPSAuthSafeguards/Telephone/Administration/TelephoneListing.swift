internal import CPSAuth
internal import CPSPrimitives

/// What is registered for the telephone: that something is, and never what.
public struct TelephoneListing: Sendable, Encodable {
  /// The most accounts of one listing: what fits an answer that a person can read.
  public static let maximumCount = 200

  /// One account.
  public struct Line: Sendable, Hashable, Encodable {
    /// Its name.
    public let account: String
    /// The epoch of the key under which its details stand; nil where there are none.
    public let epoch: String?
    /// When they were registered.
    public let registeredAt: String?
    /// Who may call in its name.
    public let delegates: [TelephoneDelegate]

    private enum CodingKeys: String, CodingKey {
      case account, epoch, delegates
      case registeredAt = "registered_at"
    }
  }

  /// The accounts, in the order of the bytes of their names.
  public let accounts: [Line]
  /// Whether these are all; otherwise `after:` and the last name show the rest.
  public let isComplete: Bool

  init(_ entries: [RecordEntry<TelephoneRecord>], isComplete: Bool) {
    accounts = entries.map { entry in
      Line(
        account: entry.name, epoch: entry.content.details?.epoch,
        registeredAt: entry.content.registeredAt.map { Timestamp(millisecondsSince1970: $0).rfc3339 },
        delegates: entry.content.delegates)
    }
    self.isComplete = isComplete
  }

  private enum CodingKeys: String, CodingKey {
    case accounts
    case isComplete = "complete"
  }
}
