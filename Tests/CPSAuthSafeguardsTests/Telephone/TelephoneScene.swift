import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport

@testable import CPSAuthSafeguards

/// A help desk over a state in memory, with a clock that stands still and a log that two officers can open.
struct TelephoneScene {
  /// Five characters, and five others.
  static let (right, wrong) = ("13M02", "13M03")

  let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
  let random = SystemRandomSource()
  let store: MemoryStore
  let secret: ServiceSecret
  let officer: SealOfficer
  let auditLog: AuditLog
  let records: TelephoneRecords
  let desk: TelephoneDesk
  let ring: TelephoneKeyRing
  let operatorOfHost = AuditActor(hostOperator: "léa")

  init(limits: TelephoneLimits = .standard) throws {
    store = try MemoryStore(environment: .synthetic, random: random)
    secret = try ServiceSecret(from: random)
    let (officer, deputy) = try SealOfficer.pair()
    self.officer = officer
    auditLog = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([officer.certificate, deputy.certificate]))
    records = TelephoneRecords(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
    desk = TelephoneDesk(
      of: records, countingIn: store, auditLog: auditLog, limits: limits, clock: clock, random: random)
    ring = try TelephoneKeyRing(Self.key("2026-11", 1))
  }

  static func key(_ epoch: String, _ seed: UInt8) throws(CPSError) -> TelephoneKey {
    try TelephoneKey(epoch: epoch, try SecretBytes(copying: (0..<32).map { seed &+ $0 }))
  }

  static func agent(_ name: String = "agent-1") -> TelephoneAgent {
    TelephoneAgent(
      key: "account:\(name)",
      actor: AuditActor(nationalIdentifier: nil, cardNumber: nil, account: name, session: "s"))
  }

  func claim(
    _ characters: String, for account: String, under other: TelephoneKeyRing? = nil
  ) throws -> TelephoneClaim {
    try (other ?? ring).claim(of: try BankCharacters(characters), for: try AccountName(account))
  }

  func register(_ account: String, _ characters: String = right) async throws {
    try await records.register([try claim(characters, for: account)], by: operatorOfHost)
  }

  /// Whether a check confirms the caller; what it throws is thrown.
  func check(
    _ account: String, _ characters: String = right, from caller: TelephoneCaller = .professional,
    by agent: TelephoneAgent = agent(), under other: TelephoneKeyRing? = nil
  ) async throws -> Bool {
    let claim = try claim(characters, for: account, under: other)
    switch try await desk.check(try AccountName(account), claim, from: caller, by: agent) {
    case .confirmed: return true
    case .notConfirmed: return false
    }
  }

  func entries() async throws -> [AuditEntry] {
    try await store.auditRecords(after: 0, limit: 100_000).map { try AuditEntry(encoded: $0.content) }
  }

  func events() async throws -> [AuditEvent] { try await entries().map(\.event) }

  func alarms() async throws -> [AuditEvent] { try await events().filter { $0.kind == .alarm } }

  /// What an officer reads in the sealed subjects of the log.
  func opened() async throws -> [String] {
    let entries = try await entries()
    var opener = try SubjectOpener(as: officer.certificate, with: officer.key)
    for entry in entries { opener.note(entry) }
    return try entries.filter { $0.event.sealedSubject != nil }.compactMap { try opener.subject(of: $0) }
  }
}
