public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

extension PostgreSQLStore {
  /// Takes a mark.
  ///
  /// Judged in the statement that inserts it, and once more afterwards: a sweep that came between the judgement and the
  /// insertion may have forgotten the very mark, which would then be taken twice. A mark of such a moment is burnt,
  /// which gives nothing.
  public func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome {
    let isSweepDue = marksTaken.increment() % Self.sweepInterval == 0
    return try await pool.run { database throws(CPSError) in
      let insertion = try database.execute(
        """
        INSERT INTO mark (kind, digest, expiry)
        SELECT $1, $2, $3 FROM state WHERE ($4 IS NULL OR epoch = $4) AND forgotten_before <= $3
        ON CONFLICT DO NOTHING
        """,
        [
          .text(mark.kind.rawValue), .bytes(mark.digest), .integer(mark.expiry.millisecondsSince1970),
          .bytes(mark.epoch?.bytes),
        ])
      let state = try PostgreSQLStamp.only(
        database.execute("SELECT epoch, forgotten_before FROM state"))
      let epoch = try state.bytes("epoch")
      let forgottenBefore = try state.integer("forgotten_before")
      if isSweepDue { try Self.sweepMarks(database, at: now) }
      guard mark.epoch.map({ $0.bytes == epoch }) ?? true,
        mark.expiry.millisecondsSince1970 >= forgottenBefore
      else { return .forgotten }
      return insertion.count == 1 ? .taken : .alreadyTaken
    }
  }

  /// Forgets marks past their time, and remembers up to when that was done, in one statement.
  private static func sweepMarks(_ database: PostgreSQLConnection, at now: Timestamp) throws(CPSError) {
    try database.execute(
      """
      WITH swept AS (
        UPDATE state SET forgotten_before = greatest(forgotten_before, $1) RETURNING forgotten_before
      )
      DELETE FROM mark USING swept WHERE mark.expiry < swept.forgotten_before
      """, [.integer((now - OneTimeMark.grace).millisecondsSince1970)])
  }
}
