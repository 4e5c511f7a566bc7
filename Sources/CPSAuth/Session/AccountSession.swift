/// A session that a service opened after a check of its own, such as a password.
///
/// Never a stand-in for a ``CardSession``: the two are different types, and neither can be made from the
/// other.
public struct AccountSession: Session, Hashable {
  /// What was established about the session.
  public let grant: SessionGrant
  /// The account.
  public let account: AccountName

  init(_ grant: SessionGrant, _ account: AccountName) {
    self.grant = grant
    self.account = account
  }
}
