public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// That somebody else was in accounts, from when to when.
public struct AccountIncident: GatedSubject, Hashable {
  /// What stands for the end of one that goes on.
  private static let present = "now"

  /// The longest text, in bytes: some hundred accounts.
  public static let maximumLength = 16_384

  /// Which accounts.
  public let list: AccountList
  /// The first moment.
  public let from: Timestamp
  /// The moment from which on acts do not count any more; nil for one that goes on until it is answered.
  public let until: Timestamp?

  /// An incident.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid`` for a time that ends before it begins.
  public init(in list: AccountList, from: Timestamp, until: Timestamp? = nil) throws(CPSError) {
    guard until.map({ from < $0 }) ?? true else {
      throw CPSError(.exposureScopeInvalid, reason: "the time ends before it begins")
    }
    self.list = list
    self.from = from
    self.until = until
  }

  /// Reads a text: the time, a semicolon, and what ``AccountList`` reads:
  /// `2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;pharmacie-42;someone@mail.example`, or `now` for the end.
  ///
  /// - Throws: ``Diagnostic/exposureScopeInvalid``, ``Diagnostic/accountListInvalid``.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(
      separator: AccountList.separator, maxSplits: 1, omittingEmptySubsequences: false)
    let times = parts[0].split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.count <= Self.maximumLength, parts.count == 2, times.count == 2,
      let from = Timestamp(rfc3339: times[0]),
      case let until = Timestamp(rfc3339: times[1]), until != nil || times[1] == Self.present
    else {
      throw CPSError(.exposureScopeInvalid, reason: "two moments as RFC 3339 writes them, and accounts")
    }
    try self.init(in: try AccountList(String(parts[1])), from: from, until: until)
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String {
    "\(from.rfc3339)/\(until?.rfc3339 ?? Self.present)\(AccountList.separator)\(list.canonicalText)"
  }
}
