import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// A state whose log can be read, and in which nothing can be changed any more.
struct FailingApply: AuthStore {
  private let store: MemoryStore

  init(_ store: MemoryStore) { self.store = store }

  var environment: TrustEnvironment { store.environment }
  var schemaVersion: Int { store.schemaVersion }

  private var gone: CPSError { CPSError(.storeUnavailable, reason: "gone") }

  func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord? {
    await store.record(kind, named: name)
  }
  func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord] {
    await store.records(kind, group: group, afterName: name, limit: limit)
  }
  func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord] {
    await store.auditRecords(after: sequence, limit: limit)
  }
  func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool { throw gone }
  func epoch() async throws(CPSError) -> StoreEpoch { throw gone }
  func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome { throw gone }
  func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError) { throw gone }
  func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit? { throw gone }
  func insert(_ session: StoredSession) async throws(CPSError) { throw gone }
  func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? { throw gone }
  func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) { throw gone }
  func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool { throw gone }
  func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool { throw gone }
  func endSessions(_ selection: SessionSelection, _ end: SessionEnd) async throws(CPSError) -> Int {
    throw gone
  }
  func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] { throw gone }
  func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    throw gone
  }
  func release(_ units: [QuotaUnit]) async throws(CPSError) { throw gone }
  func auditHead() async throws(CPSError) -> AuditHead? { throw gone }
  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?
  ) async throws(CPSError) -> Bool { try await appendAudit(records, after: head, opening: []) }

  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool {
    throw gone
  }
  func auditOrigin() async throws(CPSError) -> AuditHead? { throw gone }
  func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int { throw gone }
}
