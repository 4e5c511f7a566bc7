public import CPSAuth
public import CPSDiagnostics

/// Accounts that an administrator means, by name or by registered address.
public struct AccountList: GatedSubject, Hashable {
  static let separator: Character = ";"
  /// The most accounts of a list.
  public static let maximumCount = 500

  /// The accounts, each once.
  public let references: [AccountReference]

  /// A list.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` for none, and for more than ``maximumCount``.
  public init(_ references: [AccountReference]) throws(CPSError) {
    guard !references.isEmpty, references.count <= Self.maximumCount else {
      throw CPSError(.accountListInvalid, ["detail": "1 – \(Self.maximumCount)"])
    }
    self.references = Set(references).sorted()
  }

  /// Reads a text: names and addresses, a semicolon between each two.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid``.
  public init(_ text: String) throws(CPSError) {
    var references: [AccountReference] = []
    for part in text.split(separator: Self.separator, omittingEmptySubsequences: false) {
      references.append(try AccountReference(String(part)))
    }
    try self.init(references)
  }

  /// Any number of references, in lists that an entry of the audit log can hold.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` for none.
  public static func all(of references: [AccountReference]) throws(CPSError) -> [AccountList] {
    let sorted = Set(references).sorted()
    guard !sorted.isEmpty else { throw CPSError(.accountListInvalid, ["detail": "0"]) }
    var lists: [AccountList] = []
    for start in stride(from: 0, to: sorted.count, by: maximumCount) {
      lists.append(try AccountList(Array(sorted[start..<min(start + maximumCount, sorted.count)])))
    }
    return lists
  }

  /// The text that ``init(_:)-(String)`` reads.
  public var canonicalText: String {
    references.map(\.text).joined(separator: String(Self.separator))
  }
}
