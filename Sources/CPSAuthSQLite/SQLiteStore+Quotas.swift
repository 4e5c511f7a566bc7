public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import GRDB

extension SQLiteStore {
  /// Counts all charges or none: counting and insertion in one transaction that begins as a writer.
  public func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    guard !charges.isEmpty else { return .admitted(used: [], held: []) }
    let isSweepDue = chargesMade.increment() % Self.sweepInterval == 0
    return try await write { db in
      var used: [Int] = []
      var held: Set<Int> = []
      for (index, charge) in charges.enumerated() {
        let units = try Self.units(of: charge, in: db, at: now)
        guard units.countThis || units.count < charge.limit else {
          return .exceeded(
            index: index, used: units.count,
            retryAt: try Self.retryMoment(of: charge, held: units.count, in: db, at: now))
        }
        used.append(units.countThis ? units.count : units.count + 1)
        if units.holdThis { held.insert(index) }
      }
      for charge in charges { try Self.insert(charge, in: db, at: now) }
      if isSweepDue {
        try db.execute(
          sql: "DELETE FROM quota WHERE expiry < ?",
          arguments: [(now - OneTimeMark.grace).millisecondsSince1970])
      }
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

  /// How many units of a charge's key count, whether its own is one of them, and whether that is in the window at all.
  private static func units(
    of charge: QuotaCharge, in db: Database, at now: Timestamp
  ) throws -> (count: Int, countThis: Bool, holdThis: Bool) {
    let row = try db.row(
      """
      SELECT count(*) FILTER (WHERE moment > :edge) AS number,
        ifnull(max(unit = :unit AND moment > :edge), 0) AS counted, ifnull(max(unit = :unit), 0) AS held
      FROM quota WHERE key = :key AND moment > :window
      """,
      [
        "unit": SQLiteBytes.data(charge.unit), "key": SQLiteBytes.data(charge.key),
        "edge": charge.edge(at: now).millisecondsSince1970,
        "window": (now - charge.window).millisecondsSince1970,
      ])
    guard let row else { throw CPSError(.storeUnavailable, reason: "a count without a row") }
    return (row["number"], row["counted"], row["held"])
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

  private static func insert(_ charge: QuotaCharge, in db: Database, at now: Timestamp) throws {
    try db.run(
      """
      INSERT INTO quota (key, unit, moment, expiry) VALUES (?, ?, ?, ?)
      ON CONFLICT (key, unit) DO UPDATE
      SET moment = max(moment, excluded.moment), expiry = max(expiry, excluded.expiry)
      """,
      [
        SQLiteBytes.data(charge.key), SQLiteBytes.data(charge.unit), now.millisecondsSince1970,
        (now + charge.window).millisecondsSince1970,
      ])
  }
}
