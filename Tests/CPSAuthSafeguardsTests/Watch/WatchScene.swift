import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuthSafeguards

/// A log that a test writes, with a watch behind it.
struct WatchScene {
  static let home = "192.0.2.0/24"
  static let away = "198.51.100.0/24"

  /// Thursday, 17 March 2022, 11 o'clock in Paris.
  let clock = ManualClock(Timestamp(secondsSince1970: 1_647_511_200))
  let store: MemoryStore
  let secret: ServiceSecret
  let auditLog: AuditLog
  let outbox: NoticeOutbox
  let contacts: ContactBook
  let observations: ObservationBook

  init() throws {
    let random = SeededRandomSource(seed: 11)
    store = try MemoryStore(environment: .synthetic, random: random)
    secret = try ServiceSecret(from: random)
    auditLog = AuditLog(store: store, clock: clock, random: random)
    outbox = NoticeOutbox(in: store, sealedBy: secret, clock: clock, random: random)
    contacts = ContactBook(in: store, sealedBy: secret, telling: outbox, auditLog: auditLog)
    observations = ObservationBook(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
  }

  func follower(by rules: WatchRules = .standard, over other: (any AuthStore)? = nil) -> AuditFollower {
    AuditFollower(
      of: auditLog, in: other ?? store, sealedBy: secret, by: rules,
      telling: LoginNotifier(
        to: contacts, through: outbox, in: store, sealedBy: secret, zone: rules.zone, clock: clock),
      clock: clock)
  }

  static func actor(_ account: String) -> AuditActor {
    AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
  }

  static func card(_ person: String) -> AuditActor {
    AuditActor(nationalIdentifier: person, cardNumber: "2600012345", account: nil, session: "s")
  }

  @discardableResult
  func login(
    _ actor: AuditActor = actor("a"), from network: String? = home, at workstation: String? = "station",
    after wait: Duration = .seconds(3_600)
  ) async throws -> Int64 {
    clock.advance(by: wait)
    var event = AuditEvent(.login)
    event.actor = actor
    event.network = network
    event.workstation = workstation
    return try await auditLog.record(event).sequence
  }

  @discardableResult
  func fail(_ actor: AuditActor = actor("a"), after wait: Duration = .seconds(1)) async throws -> Int64 {
    clock.advance(by: wait)
    var event = AuditEvent(.loginRefused)
    event.actor = actor
    event.network = Self.away
    event.diagnostic = "accounts.refused"
    return try await auditLog.record(event).sequence
  }

  func act(_ actor: AuditActor = actor("a"), allowed: Bool = true, after wait: Duration = .seconds(1))
    async throws
  {
    clock.advance(by: wait)
    var event = AuditEvent(.decision)
    event.actor = actor
    event.function = "infopatient.lookup"
    event.isAllowed = allowed
    try await auditLog.record(event)
  }

  func entries() async throws -> [AuditEntry] {
    try await store.auditRecords(after: 0, limit: 100_000).map { try AuditEntry(encoded: $0.content) }
  }

  /// The alarms of the log, by code.
  func alarms() async throws -> [String] {
    try await entries().filter { $0.event.kind == .alarm }.compactMap(\.event.diagnostic)
  }

  func findings() async throws -> [WatchFinding] {
    var recount = WatchRecount()
    for entry in try await entries() { recount.add(entry) }
    return recount.findings()
  }

  /// Four log-ins with the same workstation, and the watch in force.
  func settle(_ follower: AuditFollower, _ actor: AuditActor = actor("a")) async throws {
    for _ in 0..<5 { try await login(actor) }
    #expect(await follower.round().isEmpty)
  }
}
