public import CPSAuth
public import CPSDiagnostics

/// The account that a call is about, as the subject of gated functions.
public struct CalledAccount: GatedSubject, Hashable {
  /// The account.
  public let name: AccountName

  /// An account by its name.
  ///
  /// - Throws: ``Diagnostic/bankDetailsWhole`` when somebody typed bank details in its place;
  ///   ``Diagnostic/inputMalformed``.
  public init(_ text: String) throws(CPSError) {
    guard !WholeBankDetails.isNamed(by: text) else { throw CPSError(.bankDetailsWhole) }
    name = try AccountName(text)
  }

  /// The same of a name that was read already.
  public init(_ name: AccountName) { self.name = name }

  /// `account:` and the name.
  public var canonicalText: String { "account:\(name.text)" }
}
