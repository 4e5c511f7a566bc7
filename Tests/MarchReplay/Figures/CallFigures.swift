/// What became of calls to the help desk in the name of the accounts.
struct CallFigures: Sendable, Hashable, Encodable {
  /// How many there were.
  var made = 0
  /// How many were confirmed, by five characters that somebody guessed.
  var confirmed = 0
  /// How many the limits refused before anything was compared.
  var refused = 0
  /// How many codes went to the mailboxes of the owners because of them.
  var codesSent = 0
}
