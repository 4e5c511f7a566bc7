public import CPSAuth
public import CPSAuthSafeguards
public import CPSAuthTesting
internal import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import CPSTrust
internal import OpenSSLKit

/// A service with accounts over any store, a workstation, and a messenger that keeps what it is to send.
public struct AccountScene: Sendable {
  /// The right password of an account that was begun here.
  public static let password = "correct horse battery"
  /// When the clock begins.
  public static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private static let world = Result { try SyntheticWorld(at: noon - .seconds(3_600)) }

  /// The time.
  public let clock: ManualClock
  /// The state.
  public let store: any AuthStore
  /// The log.
  public let auditLog: AuditLog
  /// Opens sessions.
  public let authenticator: Authenticator
  /// What is tested.
  public let door: AccountDoor
  /// What is tested.
  public let desk: AccountDesk
  /// What was to be sent.
  public let messenger: KeptMessages
  /// The workstation.
  public let workstation: VirtualWorkstation
  /// Makes the codes of messages.
  public let codes: OneUseCode

  /// A service over a store.
  public init(
    over store: any AuthStore, rules: AccountRules? = nil, clock: ManualClock = ManualClock(noon),
    sharing secret: ServiceSecret? = nil
  ) throws {
    let random = SystemRandomSource()
    let secret = try secret ?? ServiceSecret(from: random)
    let rules = try rules ?? AccountRules(cost: ScryptCost(log2N: 4))
    self.clock = clock
    self.store = store
    auditLog = AuditLog(store: store, clock: clock, random: random)
    let audience = try Audience("https://service.example")
    // Many log-ins of one account are no concern of these tests.
    let rhythm = try LoginRhythm([LoginPace(window: .seconds(60), unattended: 1_000, limit: 1_000)])
    authenticator = try Authenticator(
      audience: audience, verifier: ProofVerifier(book: Self.world.get().book(), clock: clock), store: store,
      auditLog: auditLog, secret: secret, clock: clock, random: random,
      limits: SessionLimits(
        idle: SessionLimits.maximumIdle, absolute: SessionLimits.maximumAbsolute, rhythm: rhythm))
    messenger = KeptMessages()
    door = try AccountDoor(
      authenticator: authenticator, store: store, auditLog: auditLog, secret: secret, rules: rules,
      messenger: messenger, clock: clock, random: random)
    desk = AccountDesk(
      store: store, auditLog: auditLog, secret: secret, rules: rules, telling: nil,
      clock: clock)
    workstation = try VirtualWorkstation(audience: audience, clock: clock, random: random)
    codes = OneUseCode(under: secret)
  }

  /// Who administers.
  public static let officer = AuditActor(hostOperator: "officer")

  /// A request by the workstation, or by another one, from a network.
  public func request(
    _ path: String = "sessions", at station: VirtualWorkstation? = nil, from address: String? = "192.0.2.7"
  ) throws -> RequestOrigin {
    let origin = try (station ?? workstation).request(
      "POST", "/cpsauth/accounts/\(path)", nonce: try authenticator.possessionNonce())
    return RequestOrigin(
      origin.possession, network: address.flatMap { NetworkName(ofAddress: $0) })
  }

  /// Adds an account with an address of its own.
  public func add(_ name: String, owner: String? = nil) async throws {
    let entry = try AccountEntry(
      AccountName(name), owner: owner.map { try NationalIdentifier($0) },
      address: MailAddress("\(name)@mail.example"))
    _ = try await desk.add([entry], updating: false, by: Self.officer)
  }

  /// The code of the last message.
  public func lastCode() throws -> String {
    guard let message = messenger.all.last else { throw SafeguardFailure("no message") }
    return try codes.text(of: message.code)
  }

  /// Adds an account whose owner has chosen a password by a code.
  public func begin(_ name: String, password: String = Self.password) async throws {
    try await add(name)
    try await door.begin(for: try AccountName(name), startedBy: Self.officer, because: "first password")
    try await renew(name, with: .code(try lastCode()), to: password)
  }

  /// Chooses another password.
  public func renew(
    _ name: String, with proof: RenewalProof, to password: String, at station: VirtualWorkstation? = nil,
    from address: String? = "192.0.2.7"
  ) async throws {
    try await door.renew(
      try AccountName(name), with: proof, to: try Password(password),
      request: try request("renewal", at: station, from: address))
  }

  /// Logs in.
  public func logIn(
    _ name: String, _ password: String = Self.password, at station: VirtualWorkstation? = nil,
    from address: String? = "192.0.2.7"
  ) async throws -> AccountLogin {
    try await door.logIn(
      to: try AccountName(name), with: try Password(password),
      request: try request(at: station, from: address))
  }

  /// What came of a log-in, in a word: `opened`, `ticket`, `no ticket`, or the code of an error.
  public func result(
    _ name: String, _ password: String = Self.password, from address: String? = "192.0.2.7"
  ) async throws -> String {
    do {
      switch try await logIn(name, password, from: address) {
      case .opened: return "opened"
      case .renewalRequired(let ticket): return ticket == nil ? "no ticket" : "ticket"
      }
    } catch let error as CPSError {
      return error.diagnostic.code
    }
  }

  /// The ticket that a log-in gives.
  public func ticket(_ name: String, _ password: String = Self.password) async throws -> String {
    guard case .renewalRequired(let ticket?) = try await logIn(name, password) else {
      throw SafeguardFailure("no ticket")
    }
    return ticket.text
  }

  /// A list of accounts.
  public func list(_ names: String...) throws -> AccountList { try AccountList(names.joined(separator: ";")) }

  /// Every entry of the log of a kind.
  public func events(_ kind: AuditEvent.Kind) async throws -> [AuditEvent] {
    try await store.auditRecords(after: 0, limit: 10_000)
      .map { try AuditEntry(encoded: $0.content).event }.filter { $0.kind == kind }
  }

  /// How many sessions of an account have not ended.
  public func sessionCount(_ name: String) async throws -> Int {
    try await store.sessions(.holder("account:\(name)"), afterTokenHash: nil, limit: 100)
      .filter { $0.end == nil }.count
  }
}
