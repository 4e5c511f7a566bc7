import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import GRDB
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthSQLite

/// Databases of earlier versions of the schema.
@Suite struct SQLiteMigrationTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let noon = Timestamp(secondsSince1970: 1_800_000_000)

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("state.sqlite")
  }

  private func open() async throws -> SQLiteStore {
    try await SQLiteStore.open(at: path, environment: .synthetic, random: SystemRandomSource())
  }

  /// Makes a database of an earlier version of the schema, with what `fill` writes into it.
  private func makeDatabase(
    ofVersion version: Int, _ fill: @escaping @Sendable (Database) throws -> Void
  ) async throws {
    let old = try DatabaseQueue(path: path)
    try await old.write { db in
      for statements in SQLiteSchema.versions[..<version] { try db.execute(sql: statements) }
      try db.execute(
        sql: """
          PRAGMA application_id = \(SQLiteSchema.applicationID);
          PRAGMA user_version = \(version);
          INSERT INTO stamp (name, value) VALUES ('environment', CAST('synthetic' AS BLOB));
          """)
      try fill(db)
    }
    try old.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
  }

  @Test func `a database of the first version is brought to this one, and its sessions end`() async throws {
    try await makeDatabase(ofVersion: 1) { db in
      try db.execute(
        sql: "INSERT INTO session VALUES (zeroblob(32), 'holder', '1', x'01', 4102444800000, 1000, NULL)")
    }
    await #expect(throws: CPSError(.storeForeign)) {
      try await SQLiteStore.inspect(at: path, environment: .synthetic)
    }
    let store = try await open()
    let token = [UInt8](repeating: 0, count: 32)
    #expect(try await store.session(withTokenHash: token) == nil)
    #expect(store.schemaVersion == SQLiteSchema.versions.count)
  }

  @Test func `sessions of the version before go on, those that were ended stay ended`() async throws {
    try await makeDatabase(ofVersion: 8) { db in
      try db.execute(
        sql: """
          INSERT INTO session VALUES
            (zeroblob(32), 'a', 'holder', '1', 'key', 'service', x'01', 1000, 4102444800000, 2000, NULL, NULL,
             NULL, NULL),
            (x'02', 'b', 'holder', '1', 'key', 'service', x'03', 1000, 4102444800000, 2000, NULL, NULL,
             'logout', 3000)
          """)
    }
    let store = try await open()
    let alive = try #require(try await store.session(withTokenHash: [UInt8](repeating: 0, count: 32)))
    #expect(alive.sealedContent == [1])
    #expect(alive.lastSeenAt == Timestamp(millisecondsSince1970: 2_000))
    #expect(alive.end == nil)
    let ended = try #require(try await store.session(withTokenHash: [2]))
    #expect(ended.end == SessionEnd(.logout, at: Timestamp(millisecondsSince1970: 3_000)))
    #expect(try await store.sessions(.holder("holder"), afterTokenHash: nil, limit: 9) == [alive])
    await #expect(throws: CPSError(.storeUnavailable)) { try await store.insert(alive) }
  }

  @Test func `what accounts counted in an earlier version still counts`() async throws {
    let unit = QuotaCharge(
      key: [UInt8](repeating: 1, count: 32), unit: [UInt8](repeating: 2, count: 32), window: .seconds(60),
      limit: 2)
    try await makeDatabase(ofVersion: 7) { db in
      for byte: UInt8 in [2, 3] {
        try db.execute(
          sql: "INSERT INTO quota (key, unit, moment, expiry) VALUES (?, ?, ?, ?)",
          arguments: [
            Data(unit.key), Data(repeating: byte, count: 32), noon.millisecondsSince1970,
            (noon + unit.window).millisecondsSince1970,
          ])
      }
    }
    let store = try await open()
    let third = QuotaCharge(
      key: unit.key, unit: [UInt8](repeating: 4, count: 32), window: unit.window, limit: 2)
    #expect(
      try await store.charge([third], at: noon)
        == .exceeded(index: 0, used: 2, retryAt: noon + unit.window))
    #expect(try await store.charge([unit], at: noon) == .admitted(used: [2], held: [0]))
  }
}
