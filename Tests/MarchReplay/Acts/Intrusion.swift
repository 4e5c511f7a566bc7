/// What the intruder of an act has.
enum Intrusion: Sendable, Hashable {
  /// The passwords of the accounts.
  case passwords
  /// The token of a physician's session, an hour after it was opened.
  case token
  /// That token, and the key of the workstation.
  case tokenAndKey
  /// A card that lies unlocked in its reader.
  case unlockedCard
  /// A card, and no PIN.
  case cardWithoutPIN
  /// Nobody comes.
  case nobody
}
