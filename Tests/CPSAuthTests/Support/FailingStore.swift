import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Synchronization

/// A store that fails where a test wants it to.
final class FailingStore: AuthStore {
  enum Part: Hashable {
    case take, insert, audit, charge, release, records, reading, epoch
    /// Whatever writes, as on a full disk.
    case everything
    /// Appending fails after so many more appends.
    case auditAfter(Int)
  }

  private let base: MemoryStore
  private let failing = Mutex<Part?>(nil)
  private let askedForEpoch = Mutex(0)

  init(_ base: MemoryStore) { self.base = base }

  var environment: TrustEnvironment { base.environment }
  var schemaVersion: Int { base.schemaVersion }

  func fail(_ part: Part?) { failing.withLock { $0 = part } }

  private func check(_ part: Part) throws(CPSError) {
    guard failing.withLock({ $0 == part || $0 == .everything && ![.reading, .epoch].contains(part) }) else {
      return
    }
    throw CPSError(.storeUnavailable, reason: "by order of the test")
  }

  /// How often its epoch was asked for.
  var epochReadings: Int { askedForEpoch.withLock { $0 } }

  func epoch() async throws(CPSError) -> StoreEpoch {
    askedForEpoch.withLock { $0 += 1 }
    try check(.epoch)
    return await base.epoch()
  }

  func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome {
    try check(.take)
    return await base.take(mark, at: now)
  }

  func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError) {
    try check(.insert)
    await base.deposit(item, at: now)
  }

  func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit? {
    try check(.take)
    return await base.withdraw(kind, digest: digest, at: now)
  }

  func insert(_ session: StoredSession) async throws(CPSError) {
    try check(.insert)
    try await base.insert(session)
  }

  func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? {
    await base.session(withTokenHash: hash)
  }

  func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) {
    try check(.insert)
    await base.touchSession(withTokenHash: hash, at: now)
  }

  func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    try check(.insert)
    return await base.prolongPresence(ofToken: hash, to: lease, at: now)
  }

  func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    try check(.insert)
    return try await base.replaceSession(withTokenHash: hash, by: session, at: now)
  }

  func endSessions(_ selection: SessionSelection, _ end: SessionEnd) async throws(CPSError) -> Int {
    await base.endSessions(selection, end)
  }

  func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] {
    await base.sessions(selection, afterTokenHash: hash, limit: limit)
  }

  func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    try check(.charge)
    return base.charge(charges, at: now)
  }

  func release(_ units: [QuotaUnit]) async throws(CPSError) {
    try check(.release)
    base.release(units)
  }

  func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord? {
    try check(.reading)
    return await base.record(kind, named: name)
  }

  func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord] {
    try check(.reading)
    return await base.records(kind, group: group, afterName: name, limit: limit)
  }

  func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool {
    try check(.records)
    return await base.apply(changes)
  }

  func auditHead() async throws(CPSError) -> AuditHead? { await base.auditHead() }

  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?
  ) async throws(CPSError) -> Bool { try await appendAudit(records, after: head, opening: []) }

  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool {
    try check(.audit)
    if !sessions.isEmpty { try check(.insert) }
    try check(.auditAfter(0))
    failing.withLock { part in
      if case .auditAfter(let count) = part { part = .auditAfter(count - 1) }
    }
    return try await base.appendAudit(records, after: head, opening: sessions)
  }

  func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord] {
    await base.auditRecords(after: sequence, limit: limit)
  }

  func auditOrigin() async throws(CPSError) -> AuditHead? { await base.auditOrigin() }

  func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int {
    try check(.audit)
    try check(.auditAfter(0))
    return await base.pruneAudit(through: sequence)
  }
}
