import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import GRDB
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSAuthSQLite

/// A whole service over one file, which ends and begins again.
@Suite struct SQLiteServiceTests {
  private enum Lookup: GatedFunction {
    static let name: FunctionName = "infopatient.lookup"
    typealias Subject = NIR
    static func disclosed(by answer: String) -> Set<String> { ["rights"] }
  }

  private static let world = Result { () throws(CPSError) in
    try SyntheticWorld(at: SyntheticTree.fixtureMoment)
  }

  private let directory: TemporaryDirectory
  private let path: String
  private let clock = ManualClock(SyntheticTree.fixtureMoment)
  private let random = SystemRandomSource()
  private let audience: Audience
  private let secret: ServiceSecret
  private let workstation: VirtualWorkstation

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path("state.sqlite")
    audience = try Audience("https://service.example")
    secret = try ServiceSecret(from: random)
    workstation = try VirtualWorkstation(audience: audience, clock: clock, random: random)
  }

  private func open() async throws -> SQLiteStore {
    try await SQLiteStore.open(at: path, environment: .synthetic, random: random)
  }

  private func service(over store: SQLiteStore) throws -> Authenticator {
    try Authenticator(
      audience: audience,
      verifier: try ProofVerifier(book: try Self.world.get().book(), clock: clock), store: store,
      auditLog: AuditLog(store: store, clock: clock, random: random), secret: secret, clock: clock,
      random: random)
  }

  @Test func `ST-09 an epoch that ended a moment ago costs one challenge, and lets nobody in`() async throws {
    let first = try await open()
    let authority = try ChallengeAuthority(
      audience: audience, store: first, secret: secret, clock: clock, random: random)
    let key = try workstation.workstationKey().thumbprint
    func take(_ challenge: Challenge) async throws {
      _ = try await authority.take(challenge.id, by: key, purpose: .login).expectation(about: nil)
    }
    try await take(try await authority.issue(for: .login, function: nil, to: key))
    let second = try await open()
    let late = try await authority.issue(for: .login, function: nil, to: key)
    await #expect(throws: CPSError(.challengeExpired)) { try await take(late) }
    try await take(try await authority.issue(for: .login, function: nil, to: key))
    await #expect(throws: CPSError(.challengeExpired)) { try await take(late) }
    try second.close()
    try first.close()
  }

  private func gate(over store: SQLiteStore) throws -> Gate {
    let rule = PolicyRule(
      name: "physicians", effect: .allow, functions: .named([Lookup.name]),
      holders: .card(CardCondition(types: [.cps], professions: [.physician])))
    return Gate(
      policy: try Policy(version: "1", rules: [rule]),
      auditLog: AuditLog(store: store, clock: clock, random: random),
      auditKey: try AuditKey(epoch: "1", try SecretBytes(copying: try random.bytes(32))), clock: clock)
  }

  private func logIn(_ service: Authenticator) async throws -> OpenedSession<CardSession> {
    let card = try Self.world.get().issueCard(to: .physician)
    return try await workstation.logIn(to: service, with: card.card)
  }

  private func recognise(_ token: SessionToken, by service: Authenticator) async throws -> LiveSession {
    let request = try workstation.request(
      "POST", "/a", token: token, nonce: try service.possessionNonce())
    return try await service.session(for: token, request: request)
  }

  @Test func aSessionAndTheLogOutliveTheProcess() async throws {
    let token: SessionToken
    do {
      let store = try await open()
      token = try await logIn(try service(over: store)).token
      try store.pool.close()
    }
    let store = try await open()
    let session = try await recognise(token, by: try service(over: store))
    let answer = try await gate(over: store).perform(
      Lookup.self, as: session, about: try NIR("2550814168025")
    ) { permit in
      _ = try permit.redeem()
      return "rights"
    }
    #expect(answer == "rights")
    let reader = try await SQLiteStore.inspect(at: path, environment: .synthetic)
    // Genesis, login, decision, outcome.
    #expect(try await AuditVerifier.verify(reader)?.sequence == 4)
  }

  @Test func `ST-09 a restored database makes no used challenge valid again`() async throws {
    let key = try workstation.workstationKey().thumbprint
    let backup = directory.path("backup.sqlite")
    func authority(_ store: SQLiteStore) throws -> ChallengeAuthority {
      try ChallengeAuthority(
        audience: audience, store: store, secret: secret, clock: clock, random: random)
    }
    let store = try await open()
    let challenge = try await authority(store).issue(for: .login, function: nil, to: key)
    try await store.pool.vacuum(into: backup)
    _ = try await authority(store).take(challenge.id, by: key, purpose: .login)
    try store.pool.close()

    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    try FileManager.default.moveItem(atPath: backup, toPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    let restored = try await open()
    await #expect(throws: CPSError(.challengeExpired)) {
      _ = try await authority(restored).take(challenge.id, by: key, purpose: .login)
    }
  }

  @Test func `FT-03 after a clock that ran ahead, starting again is the way out`() async throws {
    let key = try workstation.workstationKey().thumbprint
    func authority(_ store: SQLiteStore) throws -> ChallengeAuthority {
      try ChallengeAuthority(
        audience: audience, store: store, secret: secret, clock: clock, random: random)
    }
    let store = try await open()
    let old = try await authority(store).issue(for: .login, function: nil, to: key)
    clock.advance(by: .seconds(86_400))
    for number in 0..<SQLiteStore.sweepInterval {
      let digest = [UInt8(number & 0xFF)] + [UInt8](repeating: 1, count: 31)
      _ = try await store.take(
        OneTimeMark(kind: .possession, digest: digest, expiry: clock.now(), epoch: nil), at: clock.now())
    }
    clock.advance(by: .seconds(-86_400))
    await #expect(throws: CPSError(.challengeExpired)) {
      _ = try await authority(store).take(old.id, by: key, purpose: .login)
    }
    let restarted = try await open()
    await #expect(throws: CPSError(.challengeExpired)) {
      _ = try await authority(restarted).take(old.id, by: key, purpose: .login)
    }
    let fresh = try await authority(restarted).issue(for: .login, function: nil, to: key)
    _ = try await authority(restarted).take(fresh.id, by: key, purpose: .login)
  }

  @Test func `ST-03 on a full disk nothing gated runs, and the refusals are in the log when there is room`()
    async throws
  {
    let store = try await open()
    let session = try await logIn(try service(over: store)).session
    let gate = try gate(over: store)
    try await store.pool.writeWithoutTransaction { db in
      // Filled up: pages that are free would take a few more entries.
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = \(pages)")
    }
    var refused = false
    for _ in 0..<200 where !refused {
      var ran = false
      do {
        _ = try await gate.perform(Lookup.self, as: session, about: try NIR("2550814168025")) { permit in
          ran = true
          _ = try permit.redeem()
          return "rights"
        }
      } catch let refusal as Refusal {
        #expect(refusal.error == CPSError(.auditUnavailable))
        // Either the decision found no room and nothing ran, or the outcome did and the answer stayed here.
        #expect(ran == (refusal.auditSequence != nil))
        refused = true
      }
    }
    #expect(refused)
    #expect(try await AuditVerifier.verify(store) != nil)
    for _ in 0..<39 {
      clock.advance(by: .seconds(1))
      await #expect(throws: Refusal.self) {
        try await gate.perform(Lookup.self, as: session, about: try NIR("2550814168025")) { _ in "rights" }
      }
    }
    try await store.pool.writeWithoutTransaction { db in
      _ = try Int.fetchOne(db, sql: "PRAGMA max_page_count = 1000000")
    }
    _ = try await gate.perform(Lookup.self, as: session, about: try NIR("2550814168025")) { _ in "rights" }
    let counted = try await store.auditRecords(after: 0, limit: 10_000)
      .map { try AuditEntry(encoded: $0.content).event }.filter { $0.kind == .refusals }
    #expect(counted.map(\.count) == [40])
    let noon = SyntheticTree.fixtureMoment
    #expect(counted.first?.facts["since"] == noon.rfc3339)
    #expect(counted.first?.facts["until"] == (noon + .seconds(39)).rfc3339)
    #expect(try await AuditVerifier.verify(store) != nil)
  }

  @Test func `ST-12 two processes write one chain`() async throws {
    let stores = [try await open(), try await open()]
    let logs = stores.map { AuditLog(store: $0, clock: clock, random: random) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try await logs[number % 2].record(AuditEvent(.logout)) }
      }
      try await group.waitForAll()
    }
    #expect(try await AuditVerifier.verify(stores[0])?.sequence == 201)
  }

  @Test func `ST-04 an entry altered in the file is found`() async throws {
    let store = try await open()
    let log = AuditLog(store: store, clock: clock, random: random)
    for _ in 0..<5 { try await log.record(AuditEvent(.logout)) }
    try await store.pool.write { db in
      try db.execute(sql: "DROP TRIGGER audit_is_shortened_from_its_beginning_only")
      try db.execute(sql: "DELETE FROM audit WHERE sequence = 4")
    }
    do {
      _ = try await AuditVerifier.verify(store)
      Issue.record("not found")
    } catch {
      #expect(error == CPSError(.auditBroken))
      #expect(error.values["entry"] == "4")
    }
  }
}
