public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

extension PostgreSQLStore {
  /// Keeps something for whoever withdraws it first, stamped with the present epoch; forgets what is past its time.
  public func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError) {
    _ = try await pool.run { database throws(CPSError) in
      try database.execute(
        """
        DELETE FROM deposit WHERE (kind, digest) IN (
          SELECT kind, digest FROM deposit WHERE expiry < $1 FOR UPDATE SKIP LOCKED
        )
        """, [.integer((now - OneTimeMark.grace).millisecondsSince1970)])
      return try database.execute(
        """
        INSERT INTO deposit (kind, digest, content, expiry, epoch) SELECT $1, $2, $3, $4, epoch FROM state
        ON CONFLICT (kind, digest) DO UPDATE
        SET content = excluded.content, expiry = excluded.expiry, epoch = excluded.epoch
        """,
        [
          .text(item.kind.rawValue), .bytes(item.digest), .bytes(item.content),
          .integer(item.expiry.millisecondsSince1970),
        ])
    }
  }

  /// Gives a deposit out and forgets it, in one statement.
  public func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit? {
    try await pool.run { database throws(CPSError) in
      let answer = try database.execute(
        """
        DELETE FROM deposit WHERE kind = $1 AND digest = $2
        RETURNING content, expiry, epoch = (SELECT epoch FROM state) AS is_of_this_epoch
        """, [.text(kind.rawValue), .bytes(digest)])
      guard let row = answer.rows.first else { return nil }
      let expiry = try row.moment("expiry")
      guard now < expiry, try row.boolean("is_of_this_epoch") else { return nil }
      return OneTimeDeposit(kind: kind, digest: digest, content: try row.bytes("content"), expiry: expiry)
    }
  }
}
