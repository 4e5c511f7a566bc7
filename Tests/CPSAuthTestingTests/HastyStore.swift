import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Synchronization

/// A store as careless callers write it: it looks first and inserts afterwards, and believes every head.
final class HastyStore: AuthStore {
  private let base: MemoryStore
  private let used = Mutex<Set<[UInt8]>>([])
  private let counted = Mutex<[[UInt8]: Set<[UInt8]>]>([:])

  init(_ base: MemoryStore) { self.base = base }

  var environment: TrustEnvironment { base.environment }
  var schemaVersion: Int { base.schemaVersion }

  func epoch() async throws(CPSError) -> StoreEpoch { await base.epoch() }

  func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome {
    let name = Array(mark.kind.rawValue.utf8) + mark.digest
    guard !used.withLock({ $0.contains(name) }) else { return .alreadyTaken }
    await Task.yield()
    used.withLock { _ = $0.insert(name) }
    return .taken
  }

  func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError) {
    await base.deposit(item, at: now)
  }

  /// Leaves in place what it gives out.
  func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit? {
    let found = await base.withdraw(kind, digest: digest, at: now)
    if let found { await base.deposit(found, at: now) }
    return found
  }

  func insert(_ session: StoredSession) async throws(CPSError) { try await base.insert(session) }

  func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? {
    await base.session(withTokenHash: hash)
  }

  /// Notes nothing.
  func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) {}

  /// Prolongs what is ended and what has lapsed.
  func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    _ = await base.prolongPresence(ofToken: hash, to: lease, at: now)
    return true
  }

  /// Replaces what has ended, too.
  func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    try await base.insert(session)
    _ = await base.endSessions(.token(hash: hash), SessionEnd(.replaced, at: now))
    return true
  }

  func endSessions(_ selection: SessionSelection, _ end: SessionEnd) async throws(CPSError) -> Int {
    _ = await base.endSessions(selection, end)
    return 1
  }

  /// Begins at the first every time.
  func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] {
    await base.sessions(selection, afterTokenHash: nil, limit: limit)
  }

  /// Looks first and counts afterwards, one charge after the other.
  func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    var used: [Int] = []
    for (index, charge) in charges.enumerated() {
      let count = counted.withLock { $0[charge.key]?.count ?? 0 }
      guard count < charge.limit else { return .exceeded(index: index, used: count, retryAt: now) }
      await Task.yield()
      counted.withLock { _ = $0[charge.key, default: []].insert(charge.unit) }
      used.append(count + 1)
    }
    return .admitted(used: used, held: [])
  }

  /// Forgets the whole key.
  func release(_ units: [QuotaUnit]) async throws(CPSError) {
    for unit in units { counted.withLock { $0[unit.key] = nil } }
  }

  func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord? {
    await base.record(kind, named: name)
  }

  func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord] {
    await base.records(kind, group: group, afterName: name, limit: limit)
  }

  /// Takes no notice of what was read.
  func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool {
    for change in changes {
      let found = await base.record(change.kind, named: change.name)
      _ = await base.apply([
        RecordChange(change.kind, change.name, expecting: found?.version, result: change.result)
      ])
    }
    return true
  }

  func auditHead() async throws(CPSError) -> AuditHead? { await base.auditHead() }

  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?
  ) async throws(CPSError) -> Bool { try await appendAudit(records, after: head, opening: []) }

  /// Appends wherever the log ends.
  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool {
    for session in sessions { try? await base.insert(session) }
    return await base.appendAudit(records, after: await base.auditHead())
  }

  func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord] {
    await base.auditRecords(after: sequence, limit: limit)
  }

  func auditOrigin() async throws(CPSError) -> AuditHead? { await base.auditOrigin() }

  /// Removes what it was told to, and says nothing of it.
  func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int {
    _ = await base.pruneAudit(through: sequence)
    return 0
  }
}
