public import CPSAuth
public import CPSDiagnostics

/// Which accounts an administrator wants to see: `everyone`, `state:blocked`, or names and addresses.
public struct AccountSelector: GatedSubject, Hashable {
  enum Selection: Hashable {
    case everyone
    case state(AccountState)
    case list(AccountList)
  }

  private static let everyone = "everyone"
  private static let statePrefix = "state:"

  let selection: Selection
  /// The text.
  public let canonicalText: String

  /// Whether a name says nothing else to ``init(_:)-(String)`` than itself.
  static func isPlain(_ name: AccountName) -> Bool {
    name.text != everyone && !name.text.hasPrefix(statePrefix)
  }

  /// Reads a text: `everyone`; `state:` and one of ``AccountState``; or what ``AccountList`` reads.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid``.
  public init(_ text: String) throws(CPSError) {
    if text == Self.everyone {
      selection = .everyone
    } else if text.hasPrefix(Self.statePrefix) {
      guard let state = AccountState(rawValue: String(text.dropFirst(Self.statePrefix.count))) else {
        throw CPSError(.accountListInvalid, ["detail": PrintableText.escaped(text)])
      }
      selection = .state(state)
    } else {
      selection = .list(try AccountList(text))
    }
    canonicalText = text
  }
}
