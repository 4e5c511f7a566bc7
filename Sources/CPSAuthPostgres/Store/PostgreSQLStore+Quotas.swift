public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

extension PostgreSQLStore {
  /// Counts all charges or none, in one transaction that holds every account that it charges.
  public func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    guard !charges.isEmpty else { return .admitted(used: [], held: []) }
    let isSweepDue = chargesMade.increment() % Self.sweepInterval == 0
    return try await pool.run { database throws(CPSError) in
      let outcome = try Self.holding(charges.map(\.key), database) { () throws(CPSError) in
        try Self.count(charges, database, at: now)
      }
      if isSweepDue { try Self.sweepQuotas(database, at: now) }
      return outcome
    }
  }

  /// Takes units back.
  public func release(_ units: [QuotaUnit]) async throws(CPSError) {
    guard !units.isEmpty else { return }
    try await pool.run { database throws(CPSError) in
      try Self.holding(units.map(\.key), database) { () throws(CPSError) in
        try Self.delete(units.filter { $0.countedAt == nil }, database)
        try Self.delete(units.filter { $0.countedAt != nil }, database)
      }
    }
  }

  /// Deletes units that all name their moment, or none of which does.
  private static func delete(_ units: [QuotaUnit], _ database: PostgreSQLConnection) throws(CPSError) {
    guard !units.isEmpty else { return }
    let moments = units.compactMap { $0.countedAt?.millisecondsSince1970 }
    _ = try database.execute(
      """
      DELETE FROM quota USING unnest($1, $2, $3) AS released (key, unit, moment)
      WHERE quota.key = released.key AND quota.unit = released.unit
        AND quota.moment = coalesce(released.moment, quota.moment)
      """, [.byteLists(units.map(\.key)), .byteLists(units.map(\.unit)), .integers(moments)])
  }

  /// Runs `body` in a transaction beside which nobody else counts in these accounts.
  ///
  /// Each is held by an advisory lock that its key names, taken in the order of their numbers, so that two who charge
  /// the same accounts never wait for each other.
  private static func holding<Value>(
    _ keys: [[UInt8]], _ database: PostgreSQLConnection, _ body: () throws(CPSError) -> Value
  ) throws(CPSError) -> Value {
    let locks = Set(keys.map { key in key.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) } }).sorted()
    return try database.transaction { () throws(CPSError) in
      try database.execute(
        "SELECT pg_advisory_xact_lock(number) FROM unnest($1) AS number", [.integers(locks)])
      return try body()
    }
  }

  private static func count(
    _ charges: [QuotaCharge], _ database: PostgreSQLConnection, at now: Timestamp
  ) throws(CPSError) -> QuotaOutcome {
    let answer = try database.execute(
      """
      SELECT count(quota.unit) FILTER (WHERE quota.moment > charge.edge) AS number,
        coalesce(bool_or(quota.unit = charge.unit AND quota.moment > charge.edge), false) AS counts_this,
        coalesce(bool_or(quota.unit = charge.unit), false) AS holds_this
      FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS charge (key, unit, edge, beginning, place)
      LEFT JOIN quota ON quota.key = charge.key AND quota.moment > charge.beginning
      GROUP BY place ORDER BY place
      """,
      [
        .byteLists(charges.map(\.key)), .byteLists(charges.map(\.unit)),
        .integers(charges.map { $0.edge(at: now).millisecondsSince1970 }),
        .integers(charges.map { (now - $0.window).millisecondsSince1970 }),
      ])
    guard answer.rows.count == charges.count else {
      throw CPSError(.storeUnavailable, reason: "\(answer.rows.count) counts of \(charges.count)")
    }
    var used: [Int] = []
    var held: Set<Int> = []
    for (index, (charge, row)) in zip(charges, answer.rows).enumerated() {
      let count = Int(clamping: try row.integer("number"))
      let countsThis = try row.boolean("counts_this")
      guard countsThis || count < charge.limit else {
        return .exceeded(
          index: index, used: count, retryAt: try retryMoment(of: charge, held: count, database, at: now))
      }
      used.append(countsThis ? count : count + 1)
      if try row.boolean("holds_this") { held.insert(index) }
    }
    try insert(charges, database, at: now)
    return .admitted(used: used, held: held)
  }

  /// When so many units will have left that one more has room.
  private static func retryMoment(
    of charge: QuotaCharge, held: Int, _ database: PostgreSQLConnection, at now: Timestamp
  ) throws(CPSError) -> Timestamp {
    let answer = try database.execute(
      "SELECT moment FROM quota WHERE key = $1 AND moment > $2 ORDER BY moment LIMIT 1 OFFSET $3",
      [
        .bytes(charge.key), .integer(charge.edge(at: now).millisecondsSince1970),
        .integer(Int64(max(held - max(charge.limit, 1), 0))),
      ])
    guard let row = answer.rows.first else { return now + charge.window }
    return try row.moment("moment") + charge.window
  }

  private static func insert(
    _ charges: [QuotaCharge], _ database: PostgreSQLConnection, at now: Timestamp
  ) throws(CPSError) {
    try database.execute(
      """
      INSERT INTO quota (key, unit, moment, expiry)
      SELECT key, unit, $4, expiry FROM unnest($1, $2, $3) AS charge (key, unit, expiry)
      ON CONFLICT (key, unit) DO UPDATE
      SET moment = greatest(quota.moment, excluded.moment), expiry = greatest(quota.expiry, excluded.expiry)
      """,
      [
        .byteLists(charges.map(\.key)), .byteLists(charges.map(\.unit)),
        .integers(charges.map { (now + $0.window).millisecondsSince1970 }),
        .integer(now.millisecondsSince1970),
      ])
  }

  /// Forgets units that no window reaches back to; those that somebody is just counting wait for the next time.
  private static func sweepQuotas(_ database: PostgreSQLConnection, at now: Timestamp) throws(CPSError) {
    try database.execute(
      """
      DELETE FROM quota WHERE (key, unit) IN (
        SELECT key, unit FROM quota WHERE expiry < $1 FOR UPDATE SKIP LOCKED
      )
      """, [.integer((now - OneTimeMark.grace).millisecondsSince1970)])
  }
}
