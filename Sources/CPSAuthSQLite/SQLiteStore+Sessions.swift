public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import GRDB

extension SQLiteStore {
  /// Adds a session, and forgets those that ended long ago.
  public func insert(_ session: StoredSession) async throws(CPSError) {
    try await write { db in
      try db.execute(
        sql: """
          INSERT INTO session
            (token_hash, holder, card, content, ends_at, last_seen_at, ended_at, presence, present_until)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          SQLiteBytes.data(session.tokenHash), session.holder, session.card,
          SQLiteBytes.data(session.sealedContent), session.endsAt.millisecondsSince1970,
          session.lastSeenAt.millisecondsSince1970, session.endedAt?.millisecondsSince1970,
          session.presence?.kind?.rawValue, session.presence?.until.millisecondsSince1970,
        ])
      try db.execute(
        sql: "DELETE FROM session WHERE ends_at < ?",
        arguments: [(session.lastSeenAt - StoredSession.grace).millisecondsSince1970])
    }
  }

  /// The session of a token.
  public func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? {
    try await read { db in
      try Row.fetchOne(
        db, sql: "SELECT * FROM session WHERE token_hash = ?", arguments: [SQLiteBytes.data(hash)]
      ).map(Self.session)
    }
  }

  /// Notes the last request of a session.
  public func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) {
    try await write { db in
      try db.execute(
        sql: """
          UPDATE session SET last_seen_at = max(last_seen_at, ?)
          WHERE token_hash = ? AND ended_at IS NULL
          """,
        arguments: [now.millisecondsSince1970, SQLiteBytes.data(hash)])
    }
  }

  /// Prolongs the presence lease of a session.
  public func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    guard let kind = lease.kind else { return false }
    return try await write { db in
      try db.execute(
        sql: """
          UPDATE session SET presence = :kind, present_until = max(ifnull(present_until, :until), :until)
          WHERE token_hash = :hash AND ended_at IS NULL
            AND (present_until IS NULL OR present_until > :now) AND (presence IS NULL OR presence = :kind)
          """,
        arguments: [
          "kind": kind.rawValue, "until": lease.until.millisecondsSince1970,
          "hash": SQLiteBytes.data(hash), "now": now.millisecondsSince1970,
        ])
      return db.changesCount == 1
    }
  }

  /// Ends sessions, and says how many.
  @discardableResult
  public func endSessions(_ selection: SessionSelection, at now: Timestamp) async throws(CPSError) -> Int {
    try await write { db in
      let (condition, value) = Self.condition(selection)
      try db.execute(
        sql: "UPDATE session SET ended_at = ? WHERE ended_at IS NULL AND \(condition)",
        arguments: StatementArguments([now.millisecondsSince1970 as (any DatabaseValueConvertible)?] + value))
      return db.changesCount
    }
  }

  /// Sessions that a card opened and that were not ended, in the order of their token hashes.
  public func cardSessions(
    afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] {
    try await read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM session WHERE ended_at IS NULL AND card IS NOT NULL AND token_hash > ?
          ORDER BY token_hash LIMIT ?
          """,
        // The empty one comes before all.
        arguments: [SQLiteBytes.data(hash ?? []), max(limit, 0)]
      ).map(Self.session)
    }
  }

  /// A condition with a place for its value; no text from outside is in it.
  private static func condition(
    _ selection: SessionSelection
  ) -> (sql: String, arguments: [(any DatabaseValueConvertible)?]) {
    switch selection {
    case .token(let hash): ("token_hash = ?", [SQLiteBytes.data(hash)])
    case .holder(let holder): ("holder = ?", [holder])
    case .card(let card): ("card = ?", [card])
    case .everyone: ("TRUE", [])
    }
  }

  private static func session(_ row: Row) throws -> StoredSession {
    let endedAt: Int64? = row["ended_at"]
    return StoredSession(
      tokenHash: SQLiteBytes.bytes(row["token_hash"]), holder: row["holder"], card: row["card"],
      sealedContent: SQLiteBytes.bytes(row["content"]),
      endsAt: Timestamp(millisecondsSince1970: row["ends_at"]),
      lastSeenAt: Timestamp(millisecondsSince1970: row["last_seen_at"]), presence: try lease(row),
      endedAt: endedAt.map(Timestamp.init(millisecondsSince1970:)))
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
