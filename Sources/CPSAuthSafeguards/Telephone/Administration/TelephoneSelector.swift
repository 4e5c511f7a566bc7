public import CPSAuth
public import CPSDiagnostics

/// Which accounts a listing is about, in one text: `account:pharmacie-42`, `everyone`, `after:pharmacie-42`.
public enum TelephoneSelector: GatedSubject, Hashable {
  /// One account.
  case account(AccountName)
  /// All, behind one or from the first.
  case everyone(after: AccountName?)

  /// Reads a text.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``; ``Diagnostic/bankDetailsWhole``, ``Diagnostic/inputMalformed``.
  public init(_ text: String) throws(CPSError) {
    if text == "everyone" {
      self = .everyone(after: nil)
    } else if text.hasPrefix("account:") {
      self = .account(try CalledAccount(String(text.dropFirst("account:".count))).name)
    } else if text.hasPrefix("after:") {
      self = .everyone(after: try CalledAccount(String(text.dropFirst("after:".count))).name)
    } else {
      throw CPSError(.subjectMalformed, reason: "account:NAME, everyone or after:NAME")
    }
  }

  /// The text that ``init(_:)`` reads.
  public var canonicalText: String {
    switch self {
    case .account(let account): "account:\(account.text)"
    case .everyone(let after): after.map { "after:\($0.text)" } ?? "everyone"
    }
  }
}
