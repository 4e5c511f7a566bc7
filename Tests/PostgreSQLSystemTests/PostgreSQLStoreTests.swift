import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthPostgres

@Suite struct PostgreSQLStoreTests {
  private let database: SharedDatabase
  private let noon = Timestamp(secondsSince1970: 1_800_000_000)

  init() async throws { database = try await SharedDatabase() }

  private func expect(
    _ diagnostic: Diagnostic, _ action: () async throws -> Void,
    at location: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: location) { try await action() }
  }

  private func mark(_ byte: UInt8, epoch: StoreEpoch? = nil) -> OneTimeMark {
    OneTimeMark(
      kind: .challenge, digest: [UInt8](repeating: byte, count: 32), expiry: noon + .seconds(60), epoch: epoch
    )
  }

  @Test func `CA-07 a database of another world is refused and keeps its epoch`() async throws {
    let epoch = try await database.open(.synthetic).epoch()
    await expect(.storeForeign) { _ = try await database.open(.production) }
    await expect(.storeForeign) {
      _ = try await PostgreSQLStore.inspect(try database.server(), environment: .test)
    }
    let reader = try await PostgreSQLStore.inspect(try database.server(), environment: .synthetic)
    #expect(try await reader.epoch() == epoch)
  }

  @Test func `ST-07 a schema of another program is refused and left alone`() async throws {
    try await database.query("CREATE SCHEMA cpsauth; CREATE TABLE cpsauth.theirs (a int)")
    await expect(.storeForeign) { _ = try await database.open() }
    let tables = try await database.query(
      "SELECT relname FROM pg_class WHERE relnamespace = 'cpsauth'::regnamespace")
    #expect(tables == "theirs")
  }

  @Test func `ST-07 a newer schema is refused and left alone`() async throws {
    let epoch = try await database.open().epoch()
    try await database.query("UPDATE cpsauth.state SET version = 99")
    await expect(.storeForeign) { _ = try await database.open() }
    await expect(.storeForeign) {
      _ = try await PostgreSQLStore.inspect(try database.server(), environment: .synthetic)
    }
    let kept = try await database.query("SELECT encode(epoch, 'hex') FROM cpsauth.state")
    #expect(kept == Hexadecimal.encode(epoch.bytes))
  }

  @Test func `ST-07 what cannot be made whole is not made at all`() async throws {
    // A name that the tables need is taken where it shows late: everything before it is rolled back.
    try await database.query(
      """
      CREATE FUNCTION public.refuse() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'no triggers here'; END $$;
      CREATE EVENT TRIGGER refuse ON ddl_command_start WHEN TAG IN ('CREATE TRIGGER')
        EXECUTE FUNCTION public.refuse();
      """)
    await expect(.storeUnavailable) { _ = try await database.open() }
    #expect(try await database.query("SELECT to_regnamespace('cpsauth') IS NULL") == "t")
    try await database.query("DROP EVENT TRIGGER refuse")
    _ = try await database.open()
  }

  @Test func `ST-07 a role that may not make the schema is told so, and uses one that was made for it`()
    async throws
  {
    let role = "r\(database.name)"
    try await database.query("CREATE ROLE \(role) LOGIN")
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: database.machine.directory)], database: database.name, user: role)
    func open() async throws -> PostgreSQLStore {
      try await PostgreSQLStore.open(server, environment: .synthetic, random: SystemRandomSource())
    }
    await expect(.storeUnavailable) { _ = try await open() }
    try await database.query("CREATE SCHEMA cpsauth AUTHORIZATION \(role)")
    let store = try await open()
    #expect(try await store.take(mark(1), at: noon) == .taken)
  }

  @Test func `ST-07 a database that is not there is a clear error`() async throws {
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: database.machine.directory)], database: "nowhere",
      user: PrivatePostgreSQL.user)
    do {
      _ = try await PostgreSQLStore.open(server, environment: .synthetic, random: SystemRandomSource())
      Issue.record("opened")
    } catch {
      #expect(error == CPSError(.storeUnavailable))
      #expect(error.reason?.contains("nowhere") == true)
    }
  }

  @Test func `ST-07 a database of another encoding is refused`() async throws {
    let name = "latin_\(database.name)"
    try await database.query(
      "CREATE DATABASE \(name) TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'")
    let server = try PostgreSQLServer(
      hosts: [.socket(directory: database.machine.directory)], database: name, user: PrivatePostgreSQL.user)
    await expect(.storeUnavailable) {
      _ = try await PostgreSQLStore.open(server, environment: .synthetic, random: SystemRandomSource())
    }
  }

  @Test func `FT-02 without randomness no store opens`() async throws {
    await expect(.randomnessUnavailable) {
      _ = try await PostgreSQLStore.open(
        try database.server(), environment: .synthetic, random: SilentRandomSource())
    }
    #expect(try await database.query("SELECT to_regnamespace('cpsauth') IS NULL") == "t")
  }

  @Test func `many who open a new database at once make one`() async throws {
    let versions = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 { group.addTask { try await database.open().schemaVersion } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(versions == [Int](repeating: PostgreSQLSchema.versions.count, count: 8))
    #expect(try await database.query("SELECT count(*) FROM cpsauth.state") == "1")
  }

  @Test func `reading begins no epoch and changes nothing`() async throws {
    let epoch = try await database.open().epoch()
    let reader = try await PostgreSQLStore.inspect(try database.server(), environment: .synthetic)
    #expect(try await reader.epoch() == epoch)
    await expect(.storeUnavailable) { _ = try await reader.take(mark(1), at: noon) }
    await expect(.storeUnavailable) {
      try await reader.endSessions(.everyone, SessionEnd(.administrator, at: noon))
    }
    #expect(try await database.query("SELECT count(*) FROM cpsauth.mark") == "0")
  }

  @Test func `who joins a service begins no epoch, and both write`() async throws {
    let service = try await database.open()
    let epoch = try await service.epoch()
    let other = try await PostgreSQLStore.join(
      try database.server(), environment: .synthetic, random: SystemRandomSource())
    #expect(try await other.epoch() == epoch)
    #expect(try await other.take(mark(1, epoch: epoch), at: noon) == .taken)
    #expect(try await service.take(mark(1, epoch: epoch), at: noon) == .alreadyTaken)
    other.close()
    #expect(try await service.epoch() == epoch)
  }

  @Test func `ST-07 who joins makes nothing, and refuses what a service would`() async throws {
    func join(_ environment: TrustEnvironment) async throws {
      _ = try await PostgreSQLStore.join(
        try database.server(), environment: environment, random: SystemRandomSource())
    }
    await expect(.storeForeign) { try await join(.synthetic) }
    #expect(try await database.query("SELECT to_regnamespace('cpsauth') IS NULL") == "t")
    _ = try await database.open()
    await expect(.storeForeign) { try await join(.production) }
    try await database.query("UPDATE cpsauth.state SET version = 99")
    await expect(.storeForeign) { try await join(.synthetic) }
  }

  @Test func `an examination says whether there is a state, and changes nothing`() async throws {
    func examine(_ environment: TrustEnvironment) async throws -> Bool {
      try await PostgreSQLStore.examine(try database.server(), environment: environment)
    }
    #expect(try await !examine(.synthetic))
    #expect(try await database.query("SELECT to_regnamespace('cpsauth') IS NULL") == "t")
    let epoch = try await database.open().epoch()
    #expect(try await examine(.synthetic))
    await expect(.storeForeign) { _ = try await examine(.test) }
    // Not even where the state is another life's: the start is for that.
    try await database.query("UPDATE cpsauth.state SET life = 'another'")
    #expect(try await examine(.synthetic))
    let kept = try await database.query("SELECT encode(epoch, 'hex') FROM cpsauth.state")
    #expect(kept == Hexadecimal.encode(epoch.bytes))
    try await database.query("UPDATE cpsauth.state SET version = 99")
    await expect(.storeForeign) { _ = try await examine(.synthetic) }
  }

  @Test(arguments: [
    "UPDATE cpsauth.audit SET content = '\\x00'", "DELETE FROM cpsauth.audit", "TRUNCATE cpsauth.audit",
    "DELETE FROM cpsauth.audit_origin", "TRUNCATE cpsauth.audit_origin",
    "UPDATE cpsauth.audit_origin SET sequence = 0",
  ])
  func `the audit log is append-only to SQL too`(statement: String) async throws {
    let store = try await database.open()
    let records = (Int64(1)...3).map { AuditRecord(sequence: $0, content: [1], hash: [2]) }
    #expect(try await store.appendAudit(records, after: nil))
    #expect(try await store.pruneAudit(through: 1) == 1)
    await #expect(throws: TestSupportError.self) { try await database.query(statement) }
    #expect(try await store.auditRecords(after: 0, limit: 9).count == 2)
  }

  @Test func `CC-07 a write goes on when its task is cancelled`() async throws {
    let store = try await database.open()
    let mark = mark(7)
    let noon = noon
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await store.take(mark, at: noon)
    }
    #expect(try await task.value == .taken)
    #expect(try await store.take(mark, at: noon) == .alreadyTaken)
  }

  @Test func `ST-07 a value that does not read as what it must be is a damaged database`() async throws {
    let store = try await database.open()
    try await database.query(
      """
      INSERT INTO cpsauth.session VALUES ('\\x01', 'r', 'h', NULL, 'w', 's', '', 0, 1, 0, 'dreamt', 5, NULL, NULL),
        ('\\x02', 'r', 'h', NULL, 'w', 's', '', 0, 1, 0, NULL, NULL, 'boredom', 1);
      UPDATE cpsauth.state SET epoch = '\\x01';
      """)
    await expect(.storeCorrupt) { _ = try await store.session(withTokenHash: [1]) }
    await expect(.storeCorrupt) { _ = try await store.session(withTokenHash: [2]) }
    await expect(.storeUnavailable) { _ = try await store.epoch() }
  }

  @Test func `what is asked for after the end is refused`() async throws {
    let store = try await database.open()
    store.close()
    store.close()
    await expect(.storeUnavailable) { _ = try await store.epoch() }
  }
}
