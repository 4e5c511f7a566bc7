public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import GRDB

extension SQLiteStore {
  /// How the units of a charge's account stand.
  private struct Standing {
    /// How many count.
    let count: Int
    /// The last moment of the charge's own unit, if it was ever counted.
    let own: Timestamp?
    /// Whether the account has units that no window reaches back to.
    let hasPassed: Bool
  }

  /// Counts all charges or none: counting and insertion in one transaction that begins as a writer.
  public func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    guard !charges.isEmpty else { return .admitted(used: [], held: []) }
    let sweep = chargesMade.increment() % Self.sweepInterval == 0 ? quotaSweep : nil
    return try await write { db in
      let standings = try Self.standings(of: charges, in: db, at: now)
      var used: [Int] = []
      var held: Set<Int> = []
      for (index, (charge, standing)) in zip(charges, standings).enumerated() {
        let countsThis = standing.own.map { $0 > charge.edge(at: now) } ?? false
        guard countsThis || standing.count < charge.limit else {
          return .exceeded(
            index: index, used: standing.count,
            retryAt: try Self.retryMoment(of: charge, held: standing.count, in: db, at: now))
        }
        used.append(countsThis ? standing.count : standing.count + 1)
        if let own = standing.own, own > now - charge.window { held.insert(index) }
      }
      try Self.count(charges, standings, in: db, at: now)
      try sweep?.goOn(in: db, at: now)
      return .admitted(used: used, held: held)
    }
  }

  /// Takes units back.
  public func release(_ units: [QuotaUnit]) async throws(CPSError) {
    guard !units.isEmpty else { return }
    try await write { db in
      for unit in units {
        try db.run(
          "DELETE FROM quota WHERE key = ? AND unit = ? AND moment = ifnull(?, moment)",
          [SQLiteBytes.data(unit.key), SQLiteBytes.data(unit.unit), unit.countedAt?.millisecondsSince1970])
      }
    }
  }

  /// Counts the units of the charges' accounts, those of each lie side by side: all in one statement, since to begin one
  /// takes as long as to count.
  private static func standings(
    of charges: [QuotaCharge], in db: Database, at now: Timestamp
  ) throws -> [Standing] {
    guard charges.count <= mostTogether else {
      return try standings(of: Array(charges.prefix(mostTogether)), in: db, at: now)
        + standings(of: Array(charges.dropFirst(mostTogether)), in: db, at: now)
    }
    let limit = SQLiteQuotaSweep.limit(at: now)
    var arguments: [(any DatabaseValueConvertible)?] = []
    for charge in charges {
      arguments += [
        charge.edge(at: now).millisecondsSince1970, SQLiteBytes.data(charge.unit), limit,
        SQLiteBytes.data(charge.key),
      ]
    }
    let sql = repeated(standing, charges.count, " UNION ALL ")
    let standings = try db.each(sql, StatementArguments(arguments)) { row in
      let own: Int64? = row[1]
      return Standing(
        count: row[0], own: own.map(Timestamp.init(millisecondsSince1970:)), hasPassed: row[2])
    }
    guard standings.count == charges.count else {
      throw CPSError(.storeUnavailable, reason: "\(standings.count) counts of \(charges.count)")
    }
    return standings
  }

  /// The most accounts of one statement: SQLite takes 500 ("Implementation Limits For SQLite", 5).
  private static let mostTogether = 128

  private static let standing = """
    SELECT ifnull(sum(moment > ?), 0), max(iif(unit = ?, moment, NULL)), ifnull(min(expiry) < ?, 0)
    FROM quota WHERE key = ?
    """

  private static func repeated(_ text: String, _ count: Int, _ separator: String) -> String {
    Array(repeating: text, count: count).joined(separator: separator)
  }

  /// When so many units will have left that one more has room.
  private static func retryMoment(
    of charge: QuotaCharge, held: Int, in db: Database, at now: Timestamp
  ) throws -> Timestamp {
    let moment = try Int64.fetchOne(
      db, sql: "SELECT moment FROM quota WHERE key = ? AND moment > ? ORDER BY moment LIMIT 1 OFFSET ?",
      arguments: [
        SQLiteBytes.data(charge.key), charge.edge(at: now).millisecondsSince1970,
        held - max(charge.limit, 1),
      ])
    return moment.map { Timestamp(millisecondsSince1970: $0) + charge.window } ?? now + charge.window
  }

  /// Adds the charges' units to their accounts, or moves them, and forgets units of these accounts that are past their
  /// time.
  private static func count(
    _ charges: [QuotaCharge], _ standings: [Standing], in db: Database, at now: Timestamp
  ) throws {
    var new: [QuotaCharge] = []
    for (charge, standing) in zip(charges, standings) {
      if let own = standing.own { try move(charge, from: own, in: db, at: now) } else { new.append(charge) }
      guard standing.hasPassed else { continue }
      try db.run(
        "DELETE FROM quota WHERE key = ? AND expiry < ?",
        [SQLiteBytes.data(charge.key), SQLiteQuotaSweep.limit(at: now)])
    }
    guard !new.isEmpty else { return }
    var arguments: [(any DatabaseValueConvertible)?] = []
    for charge in new {
      arguments += [
        SQLiteBytes.data(charge.key), now.millisecondsSince1970, SQLiteBytes.data(charge.unit),
        (now + charge.window).millisecondsSince1970,
      ]
    }
    try db.run(
      "INSERT INTO quota (key, moment, unit, expiry) VALUES \(repeated("(?, ?, ?, ?)", new.count, ", "))",
      StatementArguments(arguments))
  }

  private static func move(
    _ charge: QuotaCharge, from moment: Timestamp, in db: Database, at now: Timestamp
  ) throws {
    try db.run(
      """
      UPDATE quota SET moment = max(moment, ?), expiry = max(expiry, ?)
      WHERE key = ? AND moment = ? AND unit = ?
      """,
      [
        now.millisecondsSince1970, (now + charge.window).millisecondsSince1970, SQLiteBytes.data(charge.key),
        moment.millisecondsSince1970, SQLiteBytes.data(charge.unit),
      ])
  }
}
