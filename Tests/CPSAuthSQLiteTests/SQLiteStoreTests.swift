import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import GRDB
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthSQLite

@Suite struct SQLiteStoreTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let noon = Timestamp(secondsSince1970: 1_800_000_000)

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("state.sqlite")
  }

  private func open(_ environment: TrustEnvironment = .synthetic) async throws -> SQLiteStore {
    try await SQLiteStore.open(at: path, environment: environment, random: SystemRandomSource())
  }

  private func mode(of file: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
  }

  private func expect(
    _ diagnostic: Diagnostic, _ action: () async throws -> Void,
    at location: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: location) { try await action() }
  }

  @Test func `a reader that is cancelled is told so, and the store is not blamed`() async throws {
    let store = try await open()
    let read = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.auditHead()
    }
    await #expect(throws: CPSError(.cancelled)) { _ = try await read.value }
    #expect(try await store.auditHead() == nil)
  }

  @Test func whatWasAnsweredIsOnTheDisk() async throws {
    let store = try await open()
    let (journal, synchronous) = try await store.pool.write { db in
      (
        try String.fetchOne(db, sql: "PRAGMA journal_mode"), try Int.fetchOne(db, sql: "PRAGMA synchronous")
      )
    }
    #expect(journal == "wal")
    #expect(synchronous == 2)
  }

  @Test func nobodyElseMayReadTheFiles() async throws {
    let store = try await open()
    _ = try await store.take(
      OneTimeMark(kind: .possession, digest: [1], expiry: noon, epoch: nil), at: noon)
    for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: path + suffix) == 0o600) }
  }

  @Test func `who joins a service begins no epoch, and both write`() async throws {
    let service = try await open()
    let epoch = try await service.epoch()
    let other = try await SQLiteStore.join(at: path, environment: .synthetic)
    #expect(try await other.epoch() == epoch)
    let mark = OneTimeMark(kind: .possession, digest: [1], expiry: noon, epoch: nil)
    #expect(try await other.take(mark, at: noon) == .taken)
    #expect(try await service.take(mark, at: noon) == .alreadyTaken)
    // A service that goes on keeps its file whole when the other leaves.
    try? other.close()
    #expect(
      try await service.take(
        OneTimeMark(kind: .possession, digest: [2], expiry: noon, epoch: nil), at: noon) == .taken)
    #expect(try await service.epoch() == epoch)
  }

  @Test func `ST-07 who joins makes nothing, and refuses what a service would`() async throws {
    await expect(.storeUnavailable) {
      _ = try await SQLiteStore.join(at: path, environment: .synthetic)
    }
    #expect(!FileManager.default.fileExists(atPath: path))
    try await open().close()
    await expect(.storeForeign) { _ = try await SQLiteStore.join(at: path, environment: .production) }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    await expect(.storeUnavailable) {
      _ = try await SQLiteStore.join(at: path, environment: .synthetic)
    }
  }

  @Test func `an examination says whether there is a state, and changes nothing`() async throws {
    #expect(try await !SQLiteStore.examine(at: path, environment: .synthetic))
    #expect(!FileManager.default.fileExists(atPath: path))
    let store = try await open()
    let epoch = try await store.epoch()
    #expect(try await SQLiteStore.examine(at: path, environment: .synthetic))
    #expect(try await store.epoch() == epoch)
    await expect(.storeForeign) { _ = try await SQLiteStore.examine(at: path, environment: .test) }
    await expect(.storeUnavailable) {
      _ = try await SQLiteStore.examine(at: directory.path("none/state.sqlite"), environment: .synthetic)
    }
    try store.close()
    try FileManager.default.setAttributes([.posixPermissions: 0o604], ofItemAtPath: path)
    await expect(.storeUnavailable) {
      _ = try await SQLiteStore.examine(at: path, environment: .synthetic)
    }
  }

  @Test(arguments: [0o644, 0o660, 0o604])
  func aFileThatOthersMayReadIsRefused(permissions: Int) async throws {
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
    await expect(.storeUnavailable) { _ = try await open() }
  }

  @Test func aLinkIsNotFollowed() async throws {
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: directory.path("elsewhere.sqlite"))
    await expect(.storeUnavailable) { _ = try await open() }
    #expect(!FileManager.default.fileExists(atPath: directory.path("elsewhere.sqlite")))
  }

  @Test func `ST-07 a missing directory is a clear error`() async throws {
    await expect(.storeUnavailable) {
      _ = try await SQLiteStore.open(
        at: directory.path("none/state.sqlite"), environment: .synthetic, random: SystemRandomSource())
    }
  }

  @Test func `ST-07 a file that is no database is refused and left alone`() async throws {
    let text = Array(repeating: UInt8(ascii: "x"), count: 4_096)
    #expect(
      FileManager.default.createFile(
        atPath: path, contents: Data(text), attributes: [.posixPermissions: 0o600]))
    await expect(.storeCorrupt) { _ = try await open() }
    #expect(FileManager.default.contents(atPath: path) == Data(text))
  }

  @Test func `ST-07 a database of another program is refused and left alone`() async throws {
    #expect(
      FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]))
    try await DatabaseQueue(path: path).write { db in try db.execute(sql: "CREATE TABLE theirs (a)") }
    await expect(.storeForeign) { _ = try await open() }
    let tables = try await DatabaseQueue(path: path).read { db in
      try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema")
    }
    #expect(tables == ["theirs"])
  }

  @Test func `ST-07 a folder in which everybody may exchange the file is refused`() async throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder) }
    for open in [0o777, 0o702] {
      try FileManager.default.setAttributes([.posixPermissions: open], ofItemAtPath: folder)
      await expect(.storeUnavailable) { _ = try await self.open() }
      #expect(!FileManager.default.fileExists(atPath: path))
    }
    // As in /tmp, where nobody removes the files of others.
    try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: folder)
    _ = try await self.open()
  }

  @Test func `ST-07 a newer schema is refused and left alone`() async throws {
    let store = try await open()
    let epoch = try await store.epoch()
    try await store.pool.write { db in try db.execute(sql: "PRAGMA user_version = 99") }
    await expect(.storeForeign) { _ = try await open() }
    await expect(.storeForeign) { _ = try await SQLiteStore.inspect(at: path, environment: .synthetic) }
    #expect(try await store.epoch() == epoch)
  }

  @Test func `a session needs no page of its own`() async throws {
    let store = try await open()
    func pages() async throws -> Int {
      try await store.pool.read { db in try Int.fetchOne(db, sql: "PRAGMA page_count") } ?? 0
    }
    let before = try await pages()
    for index in 0..<100 {
      try await store.insert(
        StoredSession(
          tokenHash: try Digest.sha256([UInt8(index)]), reference: "r\(index)", holder: "holder", card: "1",
          workstation: "key", service: "service", sealedContent: [UInt8](repeating: 7, count: 1_100),
          openedAt: noon, endsAt: noon, lastSeenAt: noon, presence: nil))
    }
    // Three of them fill a page of 4,096 bytes; the rest is for the indexes.
    #expect(try await pages() - before < 50)
  }

  @Test func `CA-07 a database of another world is refused and keeps its epoch`() async throws {
    let epoch = try await open(.synthetic).epoch()
    await expect(.storeForeign) { _ = try await open(.production) }
    await expect(.storeForeign) { _ = try await SQLiteStore.inspect(at: path, environment: .test) }
    #expect(try await SQLiteStore.inspect(at: path, environment: .synthetic).epoch() == epoch)
  }

  @Test func `FT-02 without randomness no store opens`() async throws {
    await expect(.randomnessUnavailable) {
      _ = try await SQLiteStore.open(at: path, environment: .synthetic, random: SilentRandomSource())
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func manyWhoOpenANewDatabaseAtOnceMakeOne() async throws {
    let epochs = try await withThrowingTaskGroup(of: StoreEpoch.self) { group in
      for _ in 0..<8 { group.addTask { try await open().epoch() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(epochs.count == 8)
    #expect(try await open().schemaVersion == SQLiteSchema.versions.count)
  }

  @Test func readingBeginsNoEpochAndChangesNothing() async throws {
    let store = try await open()
    let epoch = try await store.epoch()
    let reader = try await SQLiteStore.inspect(at: path, environment: .synthetic)
    #expect(try await reader.epoch() == epoch)
    await expect(.storeUnavailable) {
      _ = try await reader.take(
        OneTimeMark(kind: .challenge, digest: [1], expiry: noon, epoch: nil), at: noon)
    }
    await expect(.storeUnavailable) {
      try await reader.endSessions(.everyone, SessionEnd(.administrator, at: noon))
    }
  }

  @Test func theAuditLogIsAppendOnlyToSQLToo() async throws {
    let store = try await open()
    #expect(try await store.appendAudit([AuditRecord(sequence: 1, content: [1], hash: [2])], after: nil))
    for statement in ["UPDATE audit SET content = x'00'", "DELETE FROM audit"] {
      await #expect(throws: DatabaseError.self) {
        try await store.pool.write { db in try db.execute(sql: statement) }
      }
    }
    #expect(try await store.auditRecords(after: 0, limit: 9).count == 1)
  }

  @Test func theAuditLogIsShortenedThroughItsOriginOnly() async throws {
    let store = try await open()
    let records = (1...4).map { AuditRecord(sequence: Int64($0), content: [1], hash: [UInt8($0)]) }
    #expect(try await store.appendAudit(records, after: nil))
    #expect(try await store.pruneAudit(through: 2) == 2)
    let statements = [
      "DELETE FROM audit WHERE sequence = 3", "DELETE FROM audit_origin",
      "UPDATE audit_origin SET sequence = 1", "INSERT INTO audit_origin VALUES (2, 4, x'00')",
    ]
    for statement in statements {
      await #expect(throws: DatabaseError.self, "\(statement)") {
        try await store.pool.write { db in try db.execute(sql: statement) }
      }
    }
    #expect(try await store.auditRecords(after: 0, limit: 9) == Array(records[2...]))
    let reader = try await SQLiteStore.inspect(at: path, environment: .synthetic)
    #expect(try await reader.auditOrigin() == records[1].head)
    await expect(.storeUnavailable) { _ = try await reader.pruneAudit(through: 3) }
  }

  @Test func whatIsRemovedFromTheLogIsNotLeftInTheFile() async throws {
    let store = try await open()
    let marker = Array("what nobody may read any more".utf8)
    let records = (1...3).map { number in
      AuditRecord(sequence: Int64(number), content: number == 1 ? marker : [1], hash: [UInt8(number)])
    }
    #expect(try await store.appendAudit(records, after: nil))
    #expect(try await store.pruneAudit(through: 2) == 2)
    try store.close()
    let content = try #require(FileManager.default.contents(atPath: path))
    #expect(content.range(of: Data(marker)) == nil)
  }

  @Test func `CC-07 a write goes on when its task is cancelled`() async throws {
    let store = try await open()
    let mark = OneTimeMark(kind: .challenge, digest: [7], expiry: noon, epoch: nil)
    let noon = noon
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.take(mark, at: noon)
    }
    #expect(try await task.value == .taken)
    #expect(try await store.take(mark, at: noon) == .alreadyTaken)
  }

  @Test func `ST-03 a full disk refuses what needs room`() async throws {
    let store = try await open()
    try await store.pool.write { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
    }
    let large = AuditRecord(sequence: 1, content: [UInt8](repeating: 1, count: 65_536), hash: [2])
    await expect(.storeUnavailable) { _ = try await store.appendAudit([large], after: nil) }
    #expect(try await store.auditHead() == nil)
  }

  @Test(arguments: ["", "-wal"])
  func `ST-11 a file that was deleted under a running service takes nothing more`(suffix: String) async throws
  {
    let store = try await open()
    #expect(try await store.appendAudit([AuditRecord(sequence: 1, content: [1], hash: [2])], after: nil))
    try FileManager.default.removeItem(atPath: path + suffix)
    let head = AuditHead(sequence: 1, hash: [2])
    await expect(.storeUnavailable) {
      _ = try await store.appendAudit([AuditRecord(sequence: 2, content: [1], hash: [3])], after: head)
    }
    await expect(.storeUnavailable) {
      _ = try await store.take(
        OneTimeMark(kind: .challenge, digest: [1], expiry: noon, epoch: nil), at: noon)
    }
  }

  @Test func `ST-11 a file that was exchanged under a running service takes nothing more`() async throws {
    let store = try await open()
    try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
    try FileManager.default.copyItem(atPath: path + ".old", toPath: path)
    await expect(.storeUnavailable) {
      _ = try await store.appendAudit([AuditRecord(sequence: 1, content: [1], hash: [2])], after: nil)
    }
  }

  @Test func `ST-07 a damaged page is a clear error`() async throws {
    do {
      let store = try await open()
      for number in Int64(1)...64 {
        let head = try await store.auditHead()
        let record = AuditRecord(
          sequence: number, content: [UInt8](repeating: 1, count: 2_000), hash: [UInt8(number)])
        #expect(try await store.appendAudit([record], after: head))
      }
      _ = try await store.pool.writeWithoutTransaction { db in try db.checkpoint(.truncate) }
      try store.pool.close()
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: 4_096)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 60_000))
    try file.close()
    await expect(.storeCorrupt) {
      let store = try await open()
      _ = try await store.auditRecords(after: 0, limit: 100)
    }
  }
}
