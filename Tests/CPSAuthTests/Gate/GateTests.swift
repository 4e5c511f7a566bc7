import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import SyntheticIGC
import Synchronization
import Testing

@testable import CPSAuth

@Suite struct GateTests {
  private struct Unexpected: Error {}

  private let bench: ServiceBench
  private let number: NIR

  init() throws {
    bench = try ServiceBench()
    number = try NIR("2550814168025")
  }

  private func look(
    as session: some Session, gate: Gate? = nil, answering answer: String? = "rights"
  ) async throws -> String? {
    let number = number
    return try await (gate ?? bench.gate).perform(Lookup.self, as: session, about: number) { permit in
      let subject = try permit.redeem()
      #expect(subject == number)
      return answer
    }
  }

  private func expectRefusal(
    _ diagnostic: Diagnostic, at location: SourceLocation = #_sourceLocation,
    _ action: () async throws -> some Any
  ) async -> Refusal? {
    do {
      _ = try await action()
      Issue.record("was not refused", sourceLocation: location)
    } catch let refusal as Refusal {
      #expect(refusal.error == CPSError(diagnostic), sourceLocation: location)
      return refusal
    } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
    return nil
  }

  @Test func aPhysicianWithACardGetsTheAnswerAndLeavesTwoEntries() async throws {
    let session = try await bench.logIn().session
    #expect(try await look(as: session) == "rights")
    let decision = try #require(try await bench.entries().last { $0.event.kind == .decision })
    #expect(decision.event.isAllowed == true)
    #expect(decision.event.rule == "physicians")
    #expect(decision.event.policyVersion == "2026-11-21")
    #expect(decision.event.function == "infopatient.lookup")
    #expect(decision.event.actor?.cardNumber == "2698000201")
    let outcome = try #require(try await bench.events(.outcome).last)
    #expect(outcome.decision == decision.sequence)
    #expect(outcome.outcome == .found)
    #expect(outcome.disclosed == ["identity", "rights"])
    #expect(outcome.subject == decision.event.subject)
    #expect(try await AuditVerifier.verify(bench.store) != nil)
  }

  @Test func theNumberItselfIsInNoEntry() async throws {
    _ = try await look(as: try await bench.logIn().session)
    for record in try await bench.store.auditRecords(after: 0, limit: 100) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains("2550814168025"))
      #expect(!(try AuditLine(record).text()).contains("2550814168025"))
    }
  }

  @Test func nobodyFoundDisclosesNothing() async throws {
    #expect(try await look(as: try await bench.logIn().session, answering: nil) == nil)
    let outcome = try #require(try await bench.events(.outcome).last)
    #expect(outcome.outcome == .notFound)
    #expect(outcome.disclosed.isEmpty)
  }

  @Test func whatTheBodyThrowsComesThroughAndIsAnOutcome() async throws {
    let session = try await bench.logIn().session
    await #expect(throws: Unexpected.self) {
      try await bench.gate.perform(Lookup.self, as: session, about: number) { permit in
        _ = try permit.redeem()
        throw Unexpected()
      }
    }
    #expect(try await bench.events(.outcome).map(\.outcome) == [.failed])
  }

  @Test func anAccountIsToldThatACardIsRequired() async throws {
    let session = try await bench.logInByPassword().session
    let refusal = await expectRefusal(.cardRequired) { try await look(as: session) }
    #expect(refusal?.decision?.rule == PolicyDecision.defaultRule)
    let decision = try #require(try await bench.events(.decision).first)
    #expect(decision.isAllowed == false)
    #expect(decision.diagnostic == "gate.card-required")
    #expect(try await bench.events(.outcome).isEmpty)
  }

  @Test func aNurseIsToldWhichRuleDoesNotAdmitHer() async throws {
    let session = try await bench.logIn(with: try ServiceBench.nurse).session
    let refusal = try #require(await expectRefusal(.deniedByPolicy) { try await look(as: session) })
    #expect(refusal.decision?.explanation[.english] == "rule “physicians”: profession 60 is not admitted")
    #expect(refusal.message(in: .french).contains("la profession 60 n’est pas admise"))
    #expect(refusal.auditSequence != nil)
  }

  @Test func `rule 9 a card of staff is logged in as itself and passes no function for a CPS`() async throws {
    let world = try ServiceBench.world.get()
    let bench = try ServiceBench(accepting: AcceptedCards(.cps, .cpe))
    let session = try await bench.logIn(with: try world.issueStaffCard()).session
    #expect(session.card.type == .cpe)
    #expect(session.role.profession == nil)
    #expect(session.role.employer?.identifier.text == "10B0999999")
    #expect(try await bench.events(.login).first?.facts["employer"] == "10B0999999")
    let refusal = try #require(
      await expectRefusal(.deniedByPolicy) { try await look(as: session, gate: bench.gate) })
    #expect(refusal.decision?.explanation[.english] == "rule “physicians”: a CPE card is not admitted")
    #expect(try await bench.events(.outcome).isEmpty)
  }

  @Test func `rule 13 a profession that is not known logs in, is shown, and opens nothing`() async throws {
    var stranger = SyntheticProfessional.physician
    stranger.profession = 11
    let card = try ServiceBench.world.get().issueCard(to: stranger, serial: "98000302")
    let session = try await bench.logIn(with: card).session
    #expect(session.role == .professional(try #require(ProfessionCode(rawValue: 11))))
    #expect(try await bench.events(.login).first?.facts["alarms"] == "trust.profile-deviation")
    let refusal = try #require(await expectRefusal(.deniedByPolicy) { try await look(as: session) })
    #expect(refusal.decision?.explanation[.english] == "rule “physicians”: profession 11 is not admitted")
  }

  @Test func `CA-04 a permit that escaped its scope is dead`() async throws {
    let session = try await bench.logIn().session
    let box = PermitBox()
    _ = try await bench.gate.perform(Lookup.self, as: session, about: number) { permit in
      box.keep(permit)
      return nil
    }
    #expect(throws: CPSError(.permitSpent)) { try box.redeem() }
  }

  @Test func `CC-06 a session that ended runs nothing`() async throws {
    let session = try await bench.logIn().session
    bench.clock.advance(by: Gate.sessionCheckLife)
    #expect(try await look(as: session) == "rights")
    bench.clock.advance(by: .milliseconds(1))
    _ = await expectRefusal(.sessionEnded) { try await look(as: session) }
    bench.clock.advance(by: .seconds(-86_400))
    _ = await expectRefusal(.sessionEnded) { try await look(as: session) }
  }

  @Test func `CA-07 a session of another world is refused`() async throws {
    let session = try await bench.logIn().session
    let production = AuditLog(
      store: try MemoryStore(environment: .production, random: bench.random), clock: bench.clock,
      random: bench.random)
    let key = try AuditKey(epoch: "1", try SecretBytes(copying: [UInt8](repeating: 1, count: 32)))
    let gate = Gate(
      policy: try TestPolicy.standard(), auditLog: production, auditKey: key, clock: bench.clock)
    _ = await expectRefusal(.environmentMismatch) { try await look(as: session, gate: gate) }
  }

  @Test func `ST-03 what cannot be audited does not run, and its answer does not leave`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    let session = try await bench.logIn().session
    let runs = Mutex(0)
    func look() async throws -> String? {
      try await bench.gate.perform(Lookup.self, as: session, about: number) { permit in
        _ = try permit.redeem()
        runs.withLock { $0 += 1 }
        return "rights"
      }
    }
    store.fail(.audit)
    _ = await expectRefusal(.auditUnavailable) { try await look() }
    #expect(runs.withLock { $0 } == 0)
    // The decision is written, the outcome is not.
    store.fail(.auditAfter(1))
    let refusal = await expectRefusal(.auditUnavailable) { try await look() }
    #expect(runs.withLock { $0 } == 1)
    store.fail(nil)
    let decision = try #require(try await bench.entries().last)
    #expect(decision.event.kind == .decision)
    #expect(refusal?.auditSequence == decision.sequence)
    #expect(try await look() == "rights")
  }

  @Test func `CC-05 each decision is by one version, which the log names`() async throws {
    let session = try await bench.logIn().session
    let policies = try (0..<8).map { try Policy(version: "\($0)", rules: [TestPolicy.physicians]) }
    let gate = bench.gate
    try await withThrowingTaskGroup(of: Void.self) { group in
      for policy in policies {
        group.addTask {
          gate.policy = policy
          _ = try await look(as: session)
        }
      }
      try await group.waitForAll()
    }
    let versions = try await bench.events(.decision).compactMap(\.policyVersion)
    #expect(versions.count == 8)
    #expect(Set(versions).isSubset(of: Set(policies.map(\.version))))
  }

  @Test func pseudonymsOfOnePersonAreEqualWithinAnEpochAlone() throws {
    let material = [UInt8](0..<32)
    let first = try AuditKey(epoch: "1", try SecretBytes(copying: material))
    let second = try AuditKey(epoch: "2", try SecretBytes(copying: material.reversed()))
    #expect(try first.pseudonym(of: "a") == first.pseudonym(of: "a"))
    #expect(try first.pseudonym(of: "a") != first.pseudonym(of: "b"))
    #expect(try first.pseudonym(of: "a").code != second.pseudonym(of: "a").code)
    #expect(throws: CPSError(.configurationInvalid)) {
      try AuditKey(epoch: "", try SecretBytes(copying: material))
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try AuditKey(epoch: "1", try SecretBytes(copying: [1, 2, 3]))
    }
  }
}

/// Carries a permit out of the body that got it, as a careless caller might.
private final class PermitBox: Sendable {
  private let permit = Mutex<Permit<Lookup>?>(nil)

  func keep(_ permit: consuming sending Permit<Lookup>) {
    var incoming = Optional(permit)
    self.permit.withLock { $0 = incoming.take() }
  }

  func redeem() throws -> NIR {
    guard let permit = permit.withLock({ $0.take() }) else { throw CPSError(.internalFault) }
    return try permit.redeem()
  }
}
