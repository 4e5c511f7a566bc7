public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// The state of one process, forgotten when it ends: for tests and for services that may log everybody out.
public actor MemoryStore: AuthStore {
  /// How many marks, or sessions, are added before those past their time are swept out.
  private static let sweepInterval = 1_024

  /// The world of the state.
  public nonisolated let environment: TrustEnvironment
  /// The version of the schema.
  public nonisolated let schemaVersion = 2

  private struct MarkName: Hashable {
    let kind: OneTimeMark.Kind
    let digest: [UInt8]
  }

  private let currentEpoch: StoreEpoch
  private var marks: [MarkName: Timestamp] = [:]
  private var forgottenBefore = Timestamp(millisecondsSince1970: .min)
  private var marksSinceSweep = 0
  private var sessionsSinceSweep = 0
  private var sessions: [[UInt8]: StoredSession] = [:]
  private var audit: [AuditRecord] = []

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

  /// Adds a session.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` when one with the same token hash exists.
  public func insert(_ session: StoredSession) throws(CPSError) {
    guard sessions[session.tokenHash] == nil else {
      throw CPSError(.storeUnavailable, reason: "a session with this token exists")
    }
    sessions[session.tokenHash] = session
    sessionsSinceSweep += 1
    if sessionsSinceSweep >= Self.sweepInterval { sweepSessions(at: session.lastSeenAt) }
  }

  /// The session of a token.
  public func session(withTokenHash hash: [UInt8]) -> StoredSession? { sessions[hash] }

  /// Notes the last request of a session.
  public func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) {
    guard let session = sessions[hash], session.endedAt == nil else { return }
    sessions[hash]?.lastSeenAt = max(session.lastSeenAt, now)
  }

  /// Prolongs the presence lease of a session.
  public func prolongPresence(ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp) -> Bool {
    guard let session = sessions[hash], session.endedAt == nil, let kind = lease.kind else { return false }
    if let held = session.presence {
      guard held.until > now, held.admits(kind) else { return false }
    }
    let until = max(lease.until, session.presence?.until ?? lease.until)
    sessions[hash]?.presence = PresenceLease(kind: kind, until: until)
    return true
  }

  /// Ends sessions.
  public func endSessions(_ selection: SessionSelection, at now: Timestamp) -> Int {
    var count = 0
    for (hash, session) in sessions where session.endedAt == nil && selection.contains(session) {
      sessions[hash]?.endedAt = now
      count += 1
    }
    return count
  }

  /// Sessions that a card opened and that were not ended, in the order of their token hashes.
  public func cardSessions(afterTokenHash hash: [UInt8]?, limit: Int) -> [StoredSession] {
    let following = sessions.values.filter { session in
      session.endedAt == nil && session.card != nil
        && hash.map { $0.lexicographicallyPrecedes(session.tokenHash) } ?? true
    }
    return Array(
      following.sorted { $0.tokenHash.lexicographicallyPrecedes($1.tokenHash) }.prefix(max(limit, 0)))
  }

  private func sweepSessions(at now: Timestamp) {
    sessions = sessions.filter { $0.value.endsAt + StoredSession.grace > now }
    sessionsSinceSweep = 0
  }

  /// The last entry of the audit log.
  public func auditHead() -> AuditHead? { audit.last?.head }

  /// Appends records after a head.
  public func appendAudit(_ records: [AuditRecord], after head: AuditHead?) -> Bool {
    guard audit.last?.head == head else { return false }
    audit += records
    return true
  }

  /// Records after a number, in order.
  public func auditRecords(after sequence: Int64, limit: Int) -> [AuditRecord] {
    Array(audit.drop { $0.sequence <= sequence }.prefix(max(limit, 0)))
  }
}

extension SessionSelection {
  fileprivate func contains(_ session: StoredSession) -> Bool {
    switch self {
    case .token(let hash): session.tokenHash == hash
    case .holder(let holder): session.holder == holder
    case .card(let card): session.card == card
    case .everyone: true
    }
  }
}
