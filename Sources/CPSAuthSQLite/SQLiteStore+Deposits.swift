public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import GRDB

extension SQLiteStore {
  /// Keeps something for whoever withdraws it first, stamped with the present epoch; forgets what is past its time.
  public func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError) {
    try await write { db in
      try db.run(
        "DELETE FROM deposit WHERE expiry < ?", [(now - OneTimeMark.grace).millisecondsSince1970])
      try db.run(
        """
        INSERT INTO deposit (kind, digest, content, expiry, epoch) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, digest) DO UPDATE
        SET content = excluded.content, expiry = excluded.expiry, epoch = excluded.epoch
        """,
        [
          item.kind.rawValue, SQLiteBytes.data(item.digest), SQLiteBytes.data(item.content),
          item.expiry.millisecondsSince1970, SQLiteBytes.data(try SQLiteStamp.epoch.bytes(in: db)),
        ])
    }
  }

  /// Gives a deposit out and forgets it, in one transaction.
  public func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit? {
    try await write { db in
      let row = try db.row(
        "DELETE FROM deposit WHERE kind = ? AND digest = ? RETURNING content, expiry, epoch",
        [kind.rawValue, SQLiteBytes.data(digest)])
      guard let row else { return nil }
      let expiry = Timestamp(millisecondsSince1970: row["expiry"])
      guard now < expiry, SQLiteBytes.bytes(row["epoch"]) == (try SQLiteStamp.epoch.bytes(in: db)) else {
        return nil
      }
      return OneTimeDeposit(
        kind: kind, digest: digest, content: SQLiteBytes.bytes(row["content"]), expiry: expiry)
    }
  }
}
