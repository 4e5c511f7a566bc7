public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import GRDB

extension SQLiteStore {
  /// Takes a mark: epoch, memory and insertion in one transaction that begins as a writer.
  public func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome {
    let isSweepDue = marksTaken.increment() % Self.sweepInterval == 0
    return try await write { db in
      if let epoch = mark.epoch {
        guard try SQLiteStamp.epoch.bytes(in: db) == epoch.bytes else { return .forgotten }
      }
      guard mark.expiry >= (try SQLiteStamp.moment(ofForgetting: db)) else { return .forgotten }
      try db.run(
        "INSERT OR IGNORE INTO mark (kind, digest, expiry) VALUES (?, ?, ?)",
        [mark.kind.rawValue, SQLiteBytes.data(mark.digest), mark.expiry.millisecondsSince1970])
      let isNew = db.changesCount == 1
      if isSweepDue { try Self.sweepMarks(in: db, at: now) }
      return isNew ? .taken : .alreadyTaken
    }
  }

  /// Forgets marks past their time, and remembers up to when that was done.
  private static func sweepMarks(in db: Database, at now: Timestamp) throws {
    let limit = max(try SQLiteStamp.moment(ofForgetting: db), now - OneTimeMark.grace)
    let milliseconds = limit.millisecondsSince1970
    try SQLiteStamp.forgottenBefore.write(Array(String(milliseconds).utf8), in: db)
    try db.execute(sql: "DELETE FROM mark WHERE expiry < ?", arguments: [milliseconds])
  }
}
