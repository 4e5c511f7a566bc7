public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import GRDB

extension SQLiteStore {
  /// Counts all charges or none: counting and insertion in one transaction that begins as a writer.
  public func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome {
    guard !charges.isEmpty else { return .admitted(used: []) }
    let isSweepDue = chargesMade.increment() % Self.sweepInterval == 0
    return try await write { db in
      var used: [Int] = []
      for (index, charge) in charges.enumerated() {
        let held = try Self.units(of: charge, in: db, at: now)
        guard held.holdsThis || held.count < charge.limit else {
          return .exceeded(
            index: index, used: held.count,
            retryAt: try Self.retryMoment(of: charge, held: held.count, in: db, at: now))
        }
        used.append(held.holdsThis ? held.count : held.count + 1)
      }
      for charge in charges { try Self.insert(charge, in: db, at: now) }
      if isSweepDue {
        try db.execute(
          sql: "DELETE FROM quota WHERE expiry < ?",
          arguments: [(now - OneTimeMark.grace).millisecondsSince1970])
      }
      return .admitted(used: used)
    }
  }

  /// Takes units back.
  public func release(_ units: [QuotaUnit]) async throws(CPSError) {
    guard !units.isEmpty else { return }
    try await write { db in
      for unit in units {
        try db.execute(
          sql: "DELETE FROM quota WHERE key = ? AND unit = ?",
          arguments: [SQLiteBytes.data(unit.key), SQLiteBytes.data(unit.unit)])
      }
    }
  }

  private static func units(
    of charge: QuotaCharge, in db: Database, at now: Timestamp
  ) throws -> (count: Int, holdsThis: Bool) {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT count(*) AS number, ifnull(max(unit = :unit), 0) AS held
        FROM quota WHERE key = :key AND moment > :edge
        """,
      arguments: [
        "unit": SQLiteBytes.data(charge.unit), "key": SQLiteBytes.data(charge.key),
        "edge": charge.edge(at: now).millisecondsSince1970,
      ])
    guard let row else { throw CPSError(.storeUnavailable, reason: "a count without a row") }
    return (row["number"], row["held"])
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
    try db.execute(
      sql: """
        INSERT INTO quota (key, unit, moment, expiry) VALUES (?, ?, ?, ?)
        ON CONFLICT (key, unit) DO UPDATE
        SET moment = max(moment, excluded.moment), expiry = max(expiry, excluded.expiry)
        """,
      arguments: [
        SQLiteBytes.data(charge.key), SQLiteBytes.data(charge.unit), now.millisecondsSince1970,
        (now + charge.window).millisecondsSince1970,
      ])
  }
}
