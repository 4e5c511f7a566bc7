/// One of the accounts whose passwords were found in mailboxes.
struct LeakedCredential: Sendable, Hashable {
  /// The name of the account.
  let account: String
  /// Its password.
  let password: String
  /// What the robot chooses where it is told to renew the password.
  var renewedPassword: String { "\(password)-encore" }

  /// All that leaked; the names say that nothing is real.
  static let all = (1...ReplayParameters.accounts).map { number in
    LeakedCredential(account: "pharmacie-fictive-\(number)", password: "Tilleul-\(number)-bergamote-2019")
  }
}
