public import CPSAuth
public import CPSDiagnostics
public import CPSTrust

/// An account as a list of initial accounts gives it: without a password, which its owner chooses.
public struct AccountEntry: Sendable, Hashable {
  /// Its name.
  public let name: AccountName
  /// The professional whose it is; nil where nobody's card can stand for it.
  public let owner: NationalIdentifier?
  /// Where codes and notices go.
  public let address: MailAddress?

  /// An account.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` for a name that a list of accounts could not hold or would take for
  ///   something else, and for an account that nobody could begin to use: without owner and without address.
  public init(_ name: AccountName, owner: NationalIdentifier?, address: MailAddress?) throws(CPSError) {
    guard owner != nil || address != nil, AccountReference.canHold(name), AccountSelector.isPlain(name) else {
      throw CPSError(.accountListInvalid, ["detail": PrintableText.escaped(name.text)])
    }
    _ = try AccountReference(name.text)
    self.name = name
    self.owner = owner
    self.address = address
  }
}
