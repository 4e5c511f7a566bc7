internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// An account with a password, as the record of its name keeps it.
struct Account: Codable, Sendable, Hashable {
  /// How many networks from which an account was entered are remembered.
  static let maximumPlaces = 4

  /// The national identifier of the professional whose it is; nil where nobody's card can stand for it.
  var owner: String?
  /// Where codes and notices go.
  var address: MailAddress?
  /// When somebody last said that this address is its owner's; nil for as long as the account is there.
  var addressVouchedAt: Timestamp?
  /// When it was made.
  let madeAt: Timestamp
  /// Its password; nil until its owner has chosen one.
  var password: PasswordHash?
  /// When that was chosen.
  var passwordChosenAt: Timestamp?
  /// Those before, the last one first.
  var passwordsBefore: [PasswordHash] = []
  /// How often a password was chosen: what a ticket was given for is over when it has changed.
  var generation = 0
  /// When a session was opened with it.
  var lastUse: Timestamp?
  /// When its owner, or somebody for them, last said that it is still wanted.
  var unblockedAt: Timestamp?
  /// That its password may be known.
  var flag: AccountFlag?
  /// A code that is on its way.
  var code: PendingCode?
  /// The networks from which it was entered, the last one first.
  var places: [String] = []

  init(owner: NationalIdentifier?, address: MailAddress?, madeAt: Timestamp) {
    self.owner = owner?.text
    self.address = address
    self.madeAt = madeAt
  }

  /// What its password is worth.
  func state(at now: Timestamp, by rules: AccountRules) -> AccountState {
    if flag?.grade == .compromised { return .compromised }
    if isDormant(at: now, by: rules) { return .blocked }
    guard let passwordChosenAt, password != nil else { return .new }
    if flag != nil { return .exposed }
    return now - passwordChosenAt >= rules.passwordLife ? .aged : .open
  }

  /// Whether a code may go to its address: where somebody else was in the account they may read its mail, until somebody
  /// says after that whose the address is.
  var isAddressTrusted: Bool {
    guard let flag, flag.grade == .compromised else { return true }
    return (addressVouchedAt ?? madeAt) > flag.since
  }

  /// Whether it was not used for so long that it is blocked.
  func isDormant(at now: Timestamp, by rules: AccountRules) -> Bool {
    now - max(lastUse ?? madeAt, unblockedAt ?? madeAt) >= rules.dormancy
  }

  /// Notes that a session was opened from a network.
  mutating func noteUse(at now: Timestamp, from place: String?) {
    lastUse = now
    guard let place, places.first != place else { return }
    places = ([place] + places.filter { $0 != place }).prefix(Self.maximumPlaces).map { $0 }
  }

  /// Takes a new password; what asked for it is over.
  mutating func choose(_ hash: PasswordHash, at now: Timestamp, remembering count: Int) {
    if let password { passwordsBefore = ([password] + passwordsBefore).prefix(count).map { $0 } }
    password = hash
    passwordChosenAt = now
    generation += 1
    flag = nil
    code = nil
  }
}
