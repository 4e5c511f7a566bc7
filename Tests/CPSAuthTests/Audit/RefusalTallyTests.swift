import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// Refusals that the log had no room for.
@Suite struct RefusalTallyTests {
  private let store: FailingStore
  private let bench: ServiceBench

  init() throws {
    store = FailingStore(try MemoryStore(environment: .synthetic, random: SystemRandomSource()))
    bench = try ServiceBench(store: store)
  }

  private func look(_ session: some Session) async throws {
    _ = try await bench.gate.perform(Lookup.self, as: session, about: try NIR("2550814168025")) { permit in
      _ = try permit.redeem()
      return "rights"
    }
  }

  @Test func `ST-03 decisions that could not be written are counted and written afterwards`() async throws {
    let session = try await bench.logIn().session
    let first = bench.clock.now()
    store.fail(.everything)
    for _ in 0..<40 {
      await #expect(throws: Refusal.self) { try await look(session) }
      bench.clock.advance(by: .seconds(1))
    }
    #expect(try await bench.events(.decision).isEmpty)
    #expect(try await bench.events(.refusals).isEmpty)

    store.fail(nil)
    try await bench.auditLog.record(AuditEvent(.logout))
    let counted = try await bench.events(.refusals)
    #expect(counted.map(\.diagnostic) == ["audit.unavailable"])
    #expect(counted.map(\.count) == [40])
    #expect(counted.first?.facts["since"] == first.rfc3339)
    #expect(counted.first?.facts["until"] == (first + .seconds(39)).rfc3339)
    #expect(try await AuditVerifier.verify(store) != nil)
    // Once, and no more.
    try await bench.auditLog.flush()
    #expect(try await bench.events(.refusals).count == 1)
  }

  @Test func `ST-03 requests that found no room for their proof are counted, each once`() async throws {
    let token = try await bench.logIn().token
    store.fail(.everything)
    for _ in 0..<7 { await expect(.storeUnavailable) { try await bench.recognise(token) } }
    bench.clock.advance(by: .seconds(20))
    await expect(.storeUnavailable) { try await bench.logIn() }
    store.fail(nil)
    _ = try await bench.recognise(token)
    #expect(try await bench.events(.refusals).isEmpty)
    // The session of a call is no entry; the next one that is brings the count.
    try await bench.auditLog.record(AuditEvent(.logout))
    #expect(try await bench.events(.refusals).map(\.diagnostic) == ["store.unavailable"])
    #expect(try await bench.events(.refusals).map(\.count) == [8])
  }

  @Test func `ST-03 a quota that cannot be counted refuses, and that is counted`() async throws {
    let scene = try QuotaScene(QuotaScene.quota(limit: 9), store: store)
    let session = try await scene.bench.logIn().session
    store.fail(.charge)
    let stranger = try QuotaScene.stranger(0)
    for _ in 0..<2 { await #expect(throws: Refusal.self) { try await scene.look(up: stranger, as: session) } }
    store.fail(nil)
    try await scene.look(up: stranger, as: session)
    #expect(try await scene.bench.events(.refusals).map(\.diagnostic) == ["store.unavailable"])
    #expect(try await scene.bench.events(.refusals).map(\.count) == [2])
  }

  @Test func `ST-03 a count that finds no room either is kept, whatever comes meanwhile`() async throws {
    store.fail(.everything)
    for _ in 0..<3 {
      await expect(.auditUnavailable) { try await bench.auditLog.record(AuditEvent(.logout)) }
    }
    bench.clock.advance(by: .seconds(120))
    await expect(.auditUnavailable) { try await bench.auditLog.settle() }
    await bench.auditLog.note(CPSError(.challengeUnknown))
    do {
      try await bench.auditLog.flush()
      Issue.record("the store is full")
    } catch {
      // What a service that ends now has to say, since no log will.
      #expect(error == CPSError(.auditUnavailable))
      #expect(error.reason?.contains("3 × audit.unavailable") == true)
      #expect(error.reason?.contains("1 × challenge.unknown") == true)
    }
    store.fail(nil)
    try await bench.auditLog.settle()
    let counted = try await bench.events(.refusals)
    #expect(counted.map(\.diagnostic) == ["audit.unavailable", "challenge.unknown"])
    #expect(counted.map(\.count) == [3, 1])
    #expect(counted.first?.facts["since"] == ServiceBench.noon.rfc3339)
    #expect(counted.first?.facts["until"] == ServiceBench.noon.rfc3339)
  }

  @Test func `ST-03 the keeper writes what was counted, though nobody else writes anything`() async throws {
    let keeper = AuditKeeper(
      of: bench.auditLog, signer: nil, witnesses: [], retention: nil, clock: bench.clock)
    store.fail(.everything)
    await expect(.auditUnavailable) { try await bench.auditLog.record(AuditEvent(.logout)) }
    #expect(await keeper.round() == [CPSError(.auditUnavailable)])
    #expect(await keeper.round() == [CPSError(.auditUnavailable)])
    store.fail(nil)
    #expect(await keeper.round().isEmpty)
    // The keeper's own vain attempts are no refusals.
    #expect(try await bench.events(.refusals).map(\.count) == [1])
  }

  @Test func `ST-03 what fails because the log did is counted once`() async throws {
    store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.logIn() }
    store.fail(nil)
    try await bench.auditLog.settle()
    #expect(try await bench.events(.refusals).map(\.count) == [1])
    #expect(try await bench.events(.refusals).map(\.diagnostic) == ["audit.unavailable"])
  }

  @Test func `CL-12 refusals within a minute wait for its end, those that were lost do not`() {
    var tally = RefusalTally()
    let noon = ServiceBench.noon
    let isWritten = [tally.admits("a", at: noon), tally.admits("a", at: noon + .seconds(59))]
    #expect(isWritten == [true, false])
    let early = tally.due(at: noon + .seconds(59))
    #expect(early.isEmpty)
    tally.restore([CountedRefusals(code: "a", count: 2, since: noon - .seconds(5), until: noon)])
    let due = tally.due(at: noon + .seconds(59))
    #expect(
      due == [CountedRefusals(code: "a", count: 3, since: noon - .seconds(5), until: noon + .seconds(59))])
    let rest = tally.due(at: noon + .seconds(600), everything: true)
    #expect(rest.isEmpty)
  }
}
