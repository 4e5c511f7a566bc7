import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import Testing

@Suite struct AuditKeeperTests {
  private let bench: AuditBench
  private let witness = TestWitness()

  init() throws { bench = try AuditBench() }

  private func keeper(
    _ witnesses: [TestWitness]? = nil, retention: AuditRetention? = nil, isSigning: Bool = true
  ) throws -> AuditKeeper {
    AuditKeeper(
      of: bench.log, signer: isSigning ? try bench.signer().signer : nil, witnesses: witnesses ?? [witness],
      retention: retention, clock: bench.clock)
  }

  @Test func everyCheckpointReachesEveryWitness() async throws {
    let second = TestWitness()
    let keeper = try keeper([witness, second])
    #expect(await keeper.round().isEmpty)
    #expect(witness.kept.isEmpty)
    for count in 1...3 {
      try await bench.write(2)
      #expect(await keeper.round().isEmpty)
      #expect(await keeper.round().isEmpty)
      #expect(witness.kept.count == count)
    }
    #expect(second.kept == witness.kept)
    #expect(try await AuditVerifier.report(on: bench.store, witnessed: witness.kept).witnessed == 3)
  }

  @Test func whatAWitnessMissedItGetsLater() async throws {
    let second = TestWitness()
    let keeper = try keeper([witness, second])
    try await bench.write(1)
    witness.answer(false)
    #expect(await keeper.round() == [CPSError(.witnessUnavailable)])
    #expect(second.kept.count == 1)
    #expect(try await bench.entries().contains { $0.event.diagnostic == "audit.witness-unavailable" })
    #expect(await keeper.round() == [CPSError(.witnessUnavailable)])
    witness.answer(true)
    #expect(await keeper.round().isEmpty)
    #expect(Set(witness.kept) == Set(second.kept))
    #expect(witness.kept == witness.kept.sorted { $0.head.sequence < $1.head.sequence })
  }

  @Test func `a witness that is late is said to be, until it is not`() async throws {
    let (good, bad) = (TestWitness(), TestWitness(isOffHost: false))
    bad.answer(false)
    let keeper = try keeper([good, bad])
    #expect(await keeper.witnessStandings().allSatisfy { !$0.isLate && $0.keptThrough == nil })
    for _ in 0..<2 {
      try await bench.write(1)
      _ = await keeper.round()
    }
    var standings = await keeper.witnessStandings()
    #expect(standings.map(\.isLate) == [false, true])
    #expect(standings.map(\.waiting) == [0, 2])
    #expect(standings.map(\.isOffHost) == [true, false])
    #expect(standings[0].keptThrough == good.kept.last?.head.sequence)
    #expect(standings[1].keptThrough == nil)
    bad.answer(true)
    _ = await keeper.round()
    standings = await keeper.witnessStandings()
    #expect(standings.map(\.isLate) == [false, false])
    #expect(standings.map(\.waiting) == [0, 0])
    #expect(standings[1].keptThrough == bad.kept.last?.head.sequence)
  }

  @Test func aLogThatCannotBeWrittenIsAFault() async throws {
    let keeper = try keeper()
    try await bench.write(1)
    bench.store.fail(.audit)
    #expect(await keeper.round() == [CPSError(.auditUnavailable)])
    bench.store.fail(nil)
    #expect(await keeper.round().isEmpty)
    #expect(witness.kept.count == 1)
  }

  @Test func oldEntriesAreLookedForOnceADay() async throws {
    let keeper = try keeper(retention: AuditRetention(keepingFor: AuditRetention.shortest), isSigning: false)
    try await bench.write(3)
    #expect(await keeper.round().isEmpty)
    bench.clock.advance(by: AuditRetention.shortest - .seconds(60))
    #expect(await keeper.round().isEmpty)
    bench.clock.advance(by: .seconds(60))
    #expect(await keeper.round().isEmpty)
    #expect(try await bench.store.auditOrigin() == nil)
    bench.clock.advance(by: .seconds(86_400))
    #expect(await keeper.round().isEmpty)
    #expect(try await bench.store.auditOrigin()?.sequence == 3)
    #expect(witness.kept.isEmpty)
  }

  @Test func onlyAWitnessElsewhereCounts() throws {
    #expect(try keeper().isWitnessedElsewhere)
    #expect(try !keeper([]).isWitnessedElsewhere)
    #expect(try !keeper([TestWitness(isOffHost: false)]).isWitnessedElsewhere)
    #expect(try keeper([TestWitness(isOffHost: false), witness]).isWitnessedElsewhere)
    #expect(try !keeper(isSigning: false).isWitnessedElsewhere)
  }
}
