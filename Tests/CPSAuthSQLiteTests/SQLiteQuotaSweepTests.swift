import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import GRDB
import TestSupport
import Testing

@testable import CPSAuthSQLite

/// What becomes of units that no window reaches back to.
struct SQLiteQuotaSweepTests {
  private static let window: Duration = .seconds(60)

  private let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func open() async throws -> SQLiteStore {
    try await SQLiteStore.open(
      at: directory.path("state.sqlite"), environment: .synthetic, random: SeededRandomSource(seed: 1))
  }

  private func charge(_ number: Int, key: Int) -> QuotaCharge {
    func bytes(_ number: Int) -> [UInt8] {
      [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
        + [UInt8](repeating: 0, count: 30)
    }
    return QuotaCharge(key: bytes(key), unit: bytes(number), window: Self.window, limit: 1_000_000)
  }

  private func unitCount(in store: SQLiteStore) async throws -> Int {
    try await store.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM quota") ?? 0 }
  }

  /// So late that nothing of noon is kept.
  private var late: Timestamp { noon + Self.window + OneTimeMark.grace + .seconds(1) }

  @Test func `an account that is charged again forgets what has passed`() async throws {
    let store = try await open()
    for number in 0..<20 { _ = try await store.charge([charge(number, key: 1)], at: noon) }
    #expect(try await unitCount(in: store) == 20)
    #expect(try await store.charge([charge(20, key: 1)], at: late) == .admitted(used: [1], held: []))
    #expect(try await unitCount(in: store) == 1)
  }

  @Test func `accounts that nobody charges any more are swept part by part, wherever parts end`() async throws
  {
    let store = try await open()
    let count = 3 * SQLiteQuotaSweep.partLength + 7
    // Many of one moment in one account, so that a part ends among them.
    for start in stride(from: 0, to: count, by: 1_000) {
      let numbers = start..<min(start + 1_000, count)
      try await store.write { [noon] db in
        for number in numbers {
          let charge = charge(number, key: number / 5_000)
          try db.execute(
            sql: "INSERT INTO quota (key, moment, unit, expiry) VALUES (?, ?, ?, ?)",
            arguments: [
              SQLiteBytes.data(charge.key), noon.millisecondsSince1970, SQLiteBytes.data(charge.unit),
              (noon + Self.window).millisecondsSince1970,
            ])
        }
      }
    }
    _ = try await store.charge([charge(1, key: 9_999)], at: late)
    let sweep = SQLiteQuotaSweep()
    for _ in 0...4 { try await store.write { [late] db in try sweep.goOn(in: db, at: late) } }
    #expect(try await unitCount(in: store) == 1)
  }

  @Test func `what a window still reaches back to stays`() async throws {
    let store = try await open()
    for number in 0..<10 { _ = try await store.charge([charge(number, key: number)], at: noon) }
    let sweep = SQLiteQuotaSweep()
    try await store.write { [noon] db in
      try sweep.goOn(in: db, at: noon + Self.window + OneTimeMark.grace)
    }
    #expect(try await unitCount(in: store) == 10)
  }

  @Test func `more accounts at once than one statement takes`() async throws {
    let store = try await open()
    let charges = (0..<600).map { charge(1, key: $0) }
    let used = [Int](repeating: 1, count: 600)
    #expect(try await store.charge(charges, at: noon) == .admitted(used: used, held: []))
    #expect(try await store.charge(charges, at: noon) == .admitted(used: used, held: Set(0..<600)))
  }
}
