/// The name and the password of an account; the names say that nothing is real.
struct AccountCredential: Sendable, Hashable {
  /// The name of the account.
  let account: String
  /// Its password.
  let password: String
  /// What the robot chooses where it is told to renew the password.
  var renewedPassword: String { "\(password)-encore" }
  /// Where codes and notices for the account go.
  var mailbox: String { "\(account)@mail.example" }

  /// Those whose passwords were found in mailboxes.
  static let leaked = (1...ReplayParameters.accounts).map { number in
    AccountCredential(account: "pharmacie-fictive-\(number)", password: "Tilleul-\(number)-bergamote-2019")
  }
  /// Those of the agents at the help desk.
  static let agents = (1...ReplayParameters.agents).map { number in
    AccountCredential(account: "assistance-fictive-\(number)", password: "Verveine-\(number)-romarin-2022")
  }
}
