public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import GRDB

extension SQLiteStore {
  /// Adds a session, and forgets those that ended long ago.
  public func insert(_ session: StoredSession) async throws(CPSError) {
    try await write { db in try Self.add([session], in: db) }
  }

  /// Adds sessions, and forgets those that ended long before the last of them.
  static func add(_ sessions: [StoredSession], in db: Database) throws {
    for session in sessions { try insert(session, in: db) }
    guard let present = sessions.map(\.lastSeenAt).max() else { return }
    try db.run(
      "DELETE FROM session WHERE ends_at < ?", [(present - StoredSession.grace).millisecondsSince1970])
  }

  /// The session of a token.
  public func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? {
    try await read { db in
      try db.row("SELECT * FROM session WHERE token_hash = ?", [SQLiteBytes.data(hash)])
        .map(Self.session)
    }
  }

  /// Notes the last request of a session.
  public func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) {
    try await write { db in
      try db.run(
        """
        UPDATE session SET last_seen_at = max(last_seen_at, ?)
        WHERE token_hash = ? AND ended_at IS NULL
        """,
        [now.millisecondsSince1970, SQLiteBytes.data(hash)])
    }
  }

  /// Prolongs the presence lease of a session.
  public func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    guard let kind = lease.kind else { return false }
    return try await write { db in
      try db.run(
        """
        UPDATE session SET presence = :kind, present_until = max(ifnull(present_until, :until), :until)
        WHERE token_hash = :hash AND ended_at IS NULL
          AND (present_until IS NULL OR present_until > :now) AND (presence IS NULL OR presence = :kind)
        """,
        [
          "kind": kind.rawValue, "until": lease.until.millisecondsSince1970,
          "hash": SQLiteBytes.data(hash), "now": now.millisecondsSince1970,
        ])
      return db.changesCount == 1
    }
  }

  /// Ends a session and adds the one that takes its place, in one transaction.
  public func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    try await write { db in
      try db.run(
        """
        UPDATE session SET end_reason = ?, ended_at = ?
        WHERE token_hash = ? AND ended_at IS NULL AND ends_at > ?
        """,
        [
          SessionEnd.Reason.replaced.rawValue, now.millisecondsSince1970, SQLiteBytes.data(hash),
          now.millisecondsSince1970,
        ])
      guard db.changesCount == 1 else { return false }
      try Self.insert(session, in: db)
      return true
    }
  }

  /// Ends sessions, and says how many.
  @discardableResult
  public func endSessions(
    _ selection: SessionSelection, _ end: SessionEnd
  ) async throws(CPSError) -> Int {
    try await write { db in
      let (condition, value) = Self.condition(selection)
      let values: [(any DatabaseValueConvertible)?] = [end.reason.rawValue, end.at.millisecondsSince1970]
      try db.execute(
        sql: "UPDATE session SET end_reason = ?, ended_at = ? WHERE ended_at IS NULL AND \(condition)",
        arguments: StatementArguments(values + value))
      return db.changesCount
    }
  }

  /// Sessions that were not ended, in the order of their token hashes.
  public func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] {
    try await read { db in
      let (condition, value) = Self.condition(selection)
      // The empty hash comes before all.
      let bounds: [(any DatabaseValueConvertible)?] = [SQLiteBytes.data(hash ?? []), max(limit, 0)]
      return try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM session WHERE ended_at IS NULL AND \(condition) AND token_hash > ?
          ORDER BY token_hash LIMIT ?
          """, arguments: StatementArguments(value + bounds)
      ).map(Self.session)
    }
  }

  private static func insert(_ session: StoredSession, in db: Database) throws {
    try db.run(
      """
      INSERT INTO session
        (token_hash, reference, holder, card, workstation, service, content, opened_at, ends_at,
         last_seen_at, presence, present_until, end_reason, ended_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        SQLiteBytes.data(session.tokenHash), session.reference, session.holder, session.card,
        session.workstation, session.service, SQLiteBytes.data(session.sealedContent),
        session.openedAt.millisecondsSince1970, session.endsAt.millisecondsSince1970,
        session.lastSeenAt.millisecondsSince1970, session.presence?.kind?.rawValue,
        session.presence?.until.millisecondsSince1970, session.end?.reason.rawValue,
        session.end?.at.millisecondsSince1970,
      ])
  }

  /// A condition with a place for its value; no text from outside is in it.
  private static func condition(
    _ selection: SessionSelection
  ) -> (sql: String, arguments: [(any DatabaseValueConvertible)?]) {
    switch selection {
    case .token(let hash): ("token_hash = ?", [SQLiteBytes.data(hash)])
    case .reference(let reference): ("reference = ?", [reference])
    case .holder(let holder): ("holder = ?", [holder])
    case .card(let card): ("card = ?", [card])
    case .workstation(let workstation): ("workstation = ?", [workstation])
    case .service(let service): ("service = ?", [service])
    case .everyCard: ("card IS NOT NULL", [])
    case .everyone: ("TRUE", [])
    }
  }

  private static func session(_ row: Row) throws -> StoredSession {
    StoredSession(
      tokenHash: SQLiteBytes.bytes(row["token_hash"]), reference: row["reference"], holder: row["holder"],
      card: row["card"], workstation: row["workstation"], service: row["service"],
      sealedContent: SQLiteBytes.bytes(row["content"]),
      openedAt: Timestamp(millisecondsSince1970: row["opened_at"]),
      endsAt: Timestamp(millisecondsSince1970: row["ends_at"]),
      lastSeenAt: Timestamp(millisecondsSince1970: row["last_seen_at"]), presence: try lease(row),
      end: try end(row))
  }

  private static func end(_ row: Row) throws -> SessionEnd? {
    let moment: Int64? = row["ended_at"]
    let name: String? = row["end_reason"]
    guard let moment else { return nil }
    guard let reason = name.flatMap(SessionEnd.Reason.init) else {
      throw CPSError(.storeCorrupt, ["detail": "end of a session"])
    }
    return SessionEnd(reason, at: Timestamp(millisecondsSince1970: moment))
  }

  private static func lease(_ row: Row) throws -> PresenceLease? {
    let until: Int64? = row["present_until"]
    let name: String? = row["presence"]
    guard let until else { return nil }
    let kind = name.flatMap(PresenceKind.init)
    guard name == nil || kind != nil else { throw CPSError(.storeCorrupt, ["detail": "presence"]) }
    return PresenceLease(kind: kind, until: Timestamp(millisecondsSince1970: until))
  }
}
