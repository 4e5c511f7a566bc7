internal import CPSDiagnostics
internal import CPSPrimitives

/// The sessions of a ``MemoryStore``, by the hash of their token.
struct SessionTable {
  /// How many sessions are added before those past their time are swept out.
  private static let sweepInterval = 1_024

  private var sessions: [[UInt8]: StoredSession] = [:]
  private var addedSinceSweep = 0

  /// The session of a token, ended or not.
  subscript(tokenHash: [UInt8]) -> StoredSession? { sessions[tokenHash] }

  mutating func insert(_ session: StoredSession) throws(CPSError) {
    guard sessions[session.tokenHash] == nil else {
      throw CPSError(.storeUnavailable, reason: "a session with this token exists")
    }
    sessions[session.tokenHash] = session
    addedSinceSweep += 1
    if addedSinceSweep >= max(Self.sweepInterval, sessions.count / 2) { sweep(at: session.lastSeenAt) }
  }

  /// Adds all or none.
  mutating func insert(_ opened: [StoredSession]) throws(CPSError) {
    let hashes = Set(opened.map(\.tokenHash))
    guard hashes.count == opened.count, hashes.allSatisfy({ sessions[$0] == nil }) else {
      throw CPSError(.storeUnavailable, reason: "a session with this token exists")
    }
    for session in opened { try insert(session) }
  }

  mutating func replace(
    _ hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) throws(CPSError) -> Bool {
    guard let old = sessions[hash], old.end == nil, now < old.endsAt else { return false }
    try insert(session)
    sessions[hash]?.end = SessionEnd(.replaced, at: now)
    return true
  }

  mutating func touch(_ hash: [UInt8], at now: Timestamp) {
    guard let session = sessions[hash], session.end == nil else { return }
    sessions[hash]?.lastSeenAt = max(session.lastSeenAt, now)
  }

  mutating func prolongPresence(_ hash: [UInt8], to lease: PresenceLease, at now: Timestamp) -> Bool {
    guard let session = sessions[hash], session.end == nil, let kind = lease.kind else { return false }
    if let held = session.presence {
      guard held.until > now, held.admits(kind) else { return false }
    }
    let until = max(lease.until, session.presence?.until ?? lease.until)
    sessions[hash]?.presence = PresenceLease(kind: kind, until: until)
    return true
  }

  mutating func end(_ selection: SessionSelection, _ end: SessionEnd) -> Int {
    var count = 0
    for (hash, session) in sessions where session.end == nil && selection.contains(session) {
      sessions[hash]?.end = end
      count += 1
    }
    return count
  }

  func live(_ selection: SessionSelection, after hash: [UInt8]?, limit: Int) -> [StoredSession] {
    let following = sessions.values.filter { session in
      session.end == nil && selection.contains(session)
        && hash.map { $0.lexicographicallyPrecedes(session.tokenHash) } ?? true
    }
    return Array(
      following.sorted { $0.tokenHash.lexicographicallyPrecedes($1.tokenHash) }.prefix(max(limit, 0)))
  }

  private mutating func sweep(at now: Timestamp) {
    sessions = sessions.filter { $0.value.endsAt + StoredSession.grace > now }
    addedSinceSweep = 0
  }
}
