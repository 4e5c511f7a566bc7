public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof

extension PostgreSQLStore {
  /// Adds a session, and forgets those that ended long ago.
  public func insert(_ session: StoredSession) async throws(CPSError) {
    try await pool.run { database throws(CPSError) in try Self.add([session], database) }
  }

  /// Adds sessions and forgets those that ended long before the last of them, in one statement.
  static func add(_ sessions: [StoredSession], _ database: PostgreSQLConnection) throws(CPSError) {
    guard let present = sessions.map(\.lastSeenAt).max() else { return }
    let rows = sessions.map(Self.values)
    let places = rows.indices.map { row in
      "(\(rows[row].indices.map { "$\(2 + row * rows[row].count + $0)" }.joined(separator: ", ")))"
    }
    try database.execute(
      """
      WITH forgotten AS (
        DELETE FROM session WHERE token_hash IN (
          SELECT token_hash FROM session WHERE ends_at < $1 FOR UPDATE SKIP LOCKED
        )
      )
      INSERT INTO session (\(columns)) VALUES \(places.joined(separator: ", "))
      """, [.integer((present - StoredSession.grace).millisecondsSince1970)] + rows.flatMap { $0 })
  }

  /// The session of a token.
  public func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession? {
    try await pool.run { database throws(CPSError) in
      let answer = try database.execute("SELECT * FROM session WHERE token_hash = $1", [.bytes(hash)])
      guard let row = answer.rows.first else { return nil }
      return try Self.session(row)
    }
  }

  /// Notes the last request of a session.
  public func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError) {
    _ = try await pool.run { database throws(CPSError) in
      try database.execute(
        """
        UPDATE session SET last_seen_at = greatest(last_seen_at, $2)
        WHERE token_hash = $1 AND ended_at IS NULL
        """, [.bytes(hash), .integer(now.millisecondsSince1970)])
    }
  }

  /// Prolongs the presence lease of a session.
  public func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    guard let kind = lease.kind else { return false }
    return try await pool.run { database throws(CPSError) in
      try database.execute(
        """
        UPDATE session SET presence = $2, present_until = greatest(present_until, $3)
        WHERE token_hash = $1 AND ended_at IS NULL
          AND (present_until IS NULL OR present_until > $4) AND (presence IS NULL OR presence = $2)
        """,
        [
          .bytes(hash), .text(kind.rawValue), .integer(lease.until.millisecondsSince1970),
          .integer(now.millisecondsSince1970),
        ]
      ).count == 1
    }
  }

  /// Ends a session and adds the one that takes its place, in one statement.
  public func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool {
    try await pool.run { database throws(CPSError) in
      try database.execute(
        """
        WITH replaced AS (
          UPDATE session SET end_reason = $15, ended_at = $16
          WHERE token_hash = $17 AND ended_at IS NULL AND ends_at > $16 RETURNING token_hash
        )
        INSERT INTO session (\(Self.columns)) SELECT \(Self.places) FROM replaced
        """,
        Self.values(session) + [
          .text(SessionEnd.Reason.replaced.rawValue), .integer(now.millisecondsSince1970), .bytes(hash),
        ]
      ).count == 1
    }
  }

  /// Ends sessions, and says how many.
  ///
  /// Locked in one order first, so that two who end the same sessions never wait for each other.
  @discardableResult
  public func endSessions(
    _ selection: SessionSelection, _ end: SessionEnd
  ) async throws(CPSError) -> Int {
    let (condition, value) = Self.condition(selection, place: "$3")
    return try await pool.run { database throws(CPSError) in
      try database.execute(
        """
        WITH ending AS (
          SELECT token_hash FROM session WHERE ended_at IS NULL AND \(condition) ORDER BY token_hash FOR UPDATE
        )
        UPDATE session SET end_reason = $1, ended_at = $2 FROM ending
        WHERE session.token_hash = ending.token_hash
        """,
        [.text(end.reason.rawValue), .integer(end.at.millisecondsSince1970)] + value
      ).count
    }
  }

  /// Sessions that were not ended, in the order of their token hashes.
  public func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession] {
    let (condition, value) = Self.condition(selection, place: "$3")
    return try await pool.run { database throws(CPSError) in
      var sessions: [StoredSession] = []
      let answer = try database.execute(
        """
        SELECT * FROM session WHERE ended_at IS NULL AND token_hash > $1 AND \(condition)
        ORDER BY token_hash LIMIT $2
        """,
        // The empty hash comes before all.
        [.bytes(hash ?? []), .integer(Int64(max(limit, 0)))] + value)
      for row in answer.rows { sessions.append(try Self.session(row)) }
      return sessions
    }
  }

  private static let columns = """
    token_hash, reference, holder, card, workstation, service, content, opened_at, ends_at, last_seen_at, presence,
    present_until, end_reason, ended_at
    """
  private static let places = (1...14).map { "$\($0)" }.joined(separator: ", ")

  /// The values of ``columns``.
  private static func values(_ session: StoredSession) -> [PostgreSQLValue] {
    [
      .bytes(session.tokenHash), .text(session.reference), .text(session.holder), .text(session.card),
      .text(session.workstation), .text(session.service), .bytes(session.sealedContent),
      .integer(session.openedAt.millisecondsSince1970), .integer(session.endsAt.millisecondsSince1970),
      .integer(session.lastSeenAt.millisecondsSince1970), .text(session.presence?.kind?.rawValue),
      .integer(session.presence?.until.millisecondsSince1970), .text(session.end?.reason.rawValue),
      .integer(session.end?.at.millisecondsSince1970),
    ]
  }

  /// A condition with a place for its value; no text from outside is in it.
  private static func condition(
    _ selection: SessionSelection, place: String
  ) -> (sql: String, values: [PostgreSQLValue]) {
    switch selection {
    case .token(let hash): ("token_hash = \(place)", [.bytes(hash)])
    case .reference(let reference): ("reference = \(place)", [.text(reference)])
    case .holder(let holder): ("holder = \(place)", [.text(holder)])
    case .card(let card): ("card = \(place)", [.text(card)])
    case .workstation(let workstation): ("workstation = \(place)", [.text(workstation)])
    case .service(let service): ("service = \(place)", [.text(service)])
    case .everyCard: ("card IS NOT NULL", [])
    case .everyone: ("TRUE", [])
    }
  }

  private static func session(_ row: PostgreSQLRow) throws(CPSError) -> StoredSession {
    StoredSession(
      tokenHash: try row.bytes("token_hash"), reference: try row.text("reference"),
      holder: try row.text("holder"), card: try row.optionalText("card"),
      workstation: try row.text("workstation"), service: try row.text("service"),
      sealedContent: try row.bytes("content"), openedAt: try row.moment("opened_at"),
      endsAt: try row.moment("ends_at"), lastSeenAt: try row.moment("last_seen_at"),
      presence: try lease(row), end: try end(row))
  }

  private static func lease(_ row: PostgreSQLRow) throws(CPSError) -> PresenceLease? {
    guard let until = try row.optionalMoment("present_until") else { return nil }
    let name = try row.optionalText("presence")
    let kind = name.flatMap(PresenceKind.init)
    guard name == nil || kind != nil else { throw CPSError(.storeCorrupt, ["detail": "presence"]) }
    return PresenceLease(kind: kind, until: until)
  }

  private static func end(_ row: PostgreSQLRow) throws(CPSError) -> SessionEnd? {
    guard let moment = try row.optionalMoment("ended_at") else { return nil }
    guard let reason = SessionEnd.Reason(rawValue: try row.text("end_reason")) else {
      throw CPSError(.storeCorrupt, ["detail": "end_reason"])
    }
    return SessionEnd(reason, at: moment)
  }
}
