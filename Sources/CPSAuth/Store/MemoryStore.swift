public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// The state of one process, forgotten when it ends: for tests and for services that may log everybody out.
public actor MemoryStore: AuthStore {
  /// How many marks are added before those past their time are swept out.
  private static let sweepInterval = 1_024

  /// The world of the state.
  public nonisolated let environment: TrustEnvironment
  /// The version of the schema.
  public nonisolated let schemaVersion = 4

  private struct MarkName: Hashable {
    let kind: OneTimeMark.Kind
    let digest: [UInt8]
  }

  private struct DepositName: Hashable {
    let kind: OneTimeDeposit.Kind
    let digest: [UInt8]
  }

  /// What the quotas count.
  public nonisolated let quotas = QuotaLedger()

  private let currentEpoch: StoreEpoch
  private var marks: [MarkName: Timestamp] = [:]
  private var forgottenBefore = Timestamp(millisecondsSince1970: .min)
  private var marksSinceSweep = 0
  private var deposits: [DepositName: OneTimeDeposit] = [:]
  private var depositsSinceSweep = 0
  private var sessions = SessionTable()
  private var recordTable = RecordTable()
  private var audit: [AuditRecord] = []
  private var origin: AuditHead?

  /// An empty store.
  ///
  /// - Throws: ``Diagnostic/randomnessUnavailable``.
  public init(environment: TrustEnvironment, random: some RandomSource) throws(CPSError) {
    self.environment = environment
    currentEpoch = try StoreEpoch(from: random)
  }

  /// The one epoch of this store.
  public func epoch() -> StoreEpoch { currentEpoch }

  /// Takes a mark.
  public func take(_ mark: OneTimeMark, at now: Timestamp) -> TakeOutcome {
    guard mark.epoch == nil || mark.epoch == currentEpoch, mark.expiry >= forgottenBefore else {
      return .forgotten
    }
    let name = MarkName(kind: mark.kind, digest: mark.digest)
    guard marks[name] == nil else { return .alreadyTaken }
    marks[name] = mark.expiry
    marksSinceSweep += 1
    if marksSinceSweep >= max(Self.sweepInterval, marks.count / 2) { sweepMarks(at: now) }
    return .taken
  }

  private func sweepMarks(at now: Timestamp) {
    forgottenBefore = max(forgottenBefore, now - OneTimeMark.grace)
    marks = marks.filter { $0.value >= forgottenBefore }
    marksSinceSweep = 0
  }

  /// Keeps something for whoever withdraws it first.
  public func deposit(_ item: OneTimeDeposit, at now: Timestamp) {
    deposits[DepositName(kind: item.kind, digest: item.digest)] = item
    depositsSinceSweep += 1
    guard depositsSinceSweep >= Self.sweepInterval else { return }
    deposits = deposits.filter { $0.value.expiry > now }
    depositsSinceSweep = 0
  }

  /// Gives a deposit out and forgets it.
  public func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) -> OneTimeDeposit? {
    deposits.removeValue(forKey: DepositName(kind: kind, digest: digest)).flatMap {
      now < $0.expiry ? $0 : nil
    }
  }

  /// Adds a session.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when one with the same token hash exists.
  public func insert(_ session: StoredSession) throws(CPSError) { try sessions.insert(session) }

  /// The session of a token.
  public func session(withTokenHash hash: [UInt8]) -> StoredSession? { sessions[hash] }

  /// Notes the last request of a session.
  public func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) { sessions.touch(hash, at: now) }

  /// Prolongs the presence lease of a session.
  public func prolongPresence(ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp) -> Bool {
    sessions.prolongPresence(hash, to: lease, at: now)
  }

  /// Ends a session and adds the one that takes its place.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when a session with the new token hash exists.
  public func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) throws(CPSError) -> Bool {
    try sessions.replace(hash, by: session, at: now)
  }

  /// Ends sessions.
  public func endSessions(_ selection: SessionSelection, _ end: SessionEnd) -> Int {
    sessions.end(selection, end)
  }

  /// Sessions that were not ended, in the order of their token hashes.
  public func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) -> [StoredSession] {
    sessions.live(selection, after: hash, limit: limit)
  }

  /// Counts all charges or none.
  public nonisolated func charge(_ charges: [QuotaCharge], at now: Timestamp) -> QuotaOutcome {
    quotas.charge(charges, at: now)
  }

  /// Takes units back.
  public nonisolated func release(_ units: [QuotaUnit]) { quotas.release(units) }

  /// The record of a kind and a name.
  public func record(_ kind: RecordKind, named name: String) -> StoredRecord? { recordTable[kind, name] }

  /// Records of a kind, in the order of their names.
  public func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) -> [StoredRecord] {
    recordTable.list(kind, group: group, after: name, limit: limit)
  }

  /// Makes all changes or none.
  public func apply(_ changes: [RecordChange]) -> Bool { recordTable.apply(changes) }

  /// The last entry of the audit log.
  public func auditHead() -> AuditHead? { audit.last?.head }

  /// Appends records after a head.
  public func appendAudit(_ records: [AuditRecord], after head: AuditHead?) -> Bool {
    guard audit.last?.head == head else { return false }
    audit += records
    return true
  }

  /// Appends records after a head, and adds the sessions that they open.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when a session with one of the token hashes exists.
  public func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening opened: [StoredSession]
  ) throws(CPSError) -> Bool {
    guard audit.last?.head == head else { return false }
    try sessions.insert(opened)
    return appendAudit(records, after: head)
  }

  /// Records after a number, in order.
  public func auditRecords(after sequence: Int64, limit: Int) -> [AuditRecord] {
    Array(audit.drop { $0.sequence <= sequence }.prefix(max(limit, 0)))
  }

  /// The last entry that was removed.
  public func auditOrigin() -> AuditHead? { origin }

  /// Removes the entries up to and including a number, the last of the log excepted.
  public func pruneAudit(through sequence: Int64) -> Int {
    let removed = audit.dropLast().prefix { $0.sequence <= sequence }
    guard let last = removed.last else { return 0 }
    origin = last.head
    audit.removeFirst(removed.count)
    return removed.count
  }
}
