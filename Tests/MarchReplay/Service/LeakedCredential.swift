/// One of the accounts whose passwords were found in mailboxes.
struct LeakedCredential: Sendable, Hashable {
  /// The name of the account.
  let account: String
  /// Its password.
  let password: String

  /// All that leaked; the names say that nothing is real.
  static let all = (1...ReplayParameters.accounts).map { number in
    LeakedCredential(account: "pharmacie-fictive-\(number)", password: "motdepasse-\(number)")
  }
}
