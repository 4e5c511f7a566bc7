import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct GateDelegationTests {
  private static let staffCard = Result { () throws(CPSError) in
    try ServiceBench.world.get().issueStaffCard(serial: "98000301")
  }

  private let bench: ServiceBench
  private let source = TestDelegations()
  private let gate: Gate
  private let physician: PolicyCard

  init() throws {
    bench = try ServiceBench(accepting: AcceptedCards(.cps, .cpe))
    physician = PolicyCard(
      type: .cps, profession: .physician, person: try NationalIdentifier("899900123029"))
    gate = Gate(
      policy: try Self.policy(), auditLog: bench.auditLog,
      auditKey: try AuditKey(epoch: "e", try SecretBytes(copying: try bench.random.bytes(32))),
      clock: bench.clock, delegations: source)
  }

  private static func policy(_ quotas: [PolicyQuota] = [], also rules: [PolicyRule] = []) throws -> Policy {
    try Policy(
      version: "1",
      rules: rules + [
        TestPolicy.physicians,
        PolicyRule(
          name: "staff", effect: .allow, functions: TestPolicy.functions,
          holders: .card(CardCondition(types: [.cpe], professions: nil)), quotas: quotas,
          isDelegated: true),
      ])
  }

  private func secretary() async throws -> CardSession {
    try await bench.logIn(with: try Self.staffCard.get().duplicate()).session
  }

  private func lend(by delegators: PolicyCard...) {
    source.answer = .success(
      delegators.map {
        PolicyDelegation(
          by: $0, reference: "of \($0.person.text)", until: bench.clock.now() + .seconds(3_600))
      })
  }

  private func call(_ session: CardSession, about number: Int = 1) async throws -> String? {
    try await gate.perform(Lookup.self, as: session, about: try QuotaScene.stranger(number)) { permit in
      _ = try permit.redeem()
      return "rights"
    }
  }

  private func refusal(_ session: CardSession, about number: Int = 1) async -> Refusal? {
    do { _ = try await call(session, about: number) } catch { return error as? Refusal }
    return nil
  }

  private func decision() async throws -> AuditEvent {
    try #require(try await bench.events(.decision).last)
  }

  @Test func `a delegate calls, and the log names the delegator`() async throws {
    lend(by: physician)
    let session = try await secretary()
    #expect(try await call(session) == "rights")
    let event = try await decision()
    #expect(event.isAllowed == true && event.rule == "staff")
    #expect(event.delegator == "899900123029")
    #expect(event.facts["delegation"] == "of 899900123029")
    #expect(event.facts["delegator-card-type"] == "CPS" && event.facts["delegator-profession"] == "10")
    #expect(event.actor?.nationalIdentifier == session.holder.identity.nationalIdentifier.text)
    #expect(
      source.asked == [Delegate(cardNumber: session.card.number, person: session.identity.nationalIdentifier)]
    )
  }

  @Test func `what is revoked is refused at the next request`() async throws {
    lend(by: physician)
    let session = try await secretary()
    #expect(try await call(session) == "rights")
    source.answer = .success([])
    #expect(await refusal(session)?.error == CPSError(.delegationRequired))
    #expect(try await decision().missing == ["delegation"])
    #expect(try await decision().delegator == nil)
  }

  @Test func `of several delegators the one decides who may, in whichever order they come`() async throws {
    let nurse = PolicyCard(type: .cps, profession: .nurse, person: try NationalIdentifier("899900123037"))
    let session = try await secretary()
    for delegators in [[nurse, physician], [physician, nurse]] {
      source.answer = .success(
        delegators.map {
          PolicyDelegation(
            by: $0, reference: $0.person.text, until: bench.clock.now() + .seconds(60))
        })
      #expect(try await call(session) == "rights")
      #expect(try await decision().delegator == "899900123029")
    }
    lend(by: nurse)
    #expect(await refusal(session)?.error == CPSError(.delegationRequired))
  }

  @Test func `nobody asks for a professional, or where no rule lends anything`() async throws {
    lend(by: physician)
    let session = try await bench.logIn().session
    #expect(try await call(session) == "rights")
    #expect(source.asked.isEmpty)
    let staff = try await secretary()
    gate.policy = try Policy(version: "2", rules: [TestPolicy.physicians])
    #expect(await refusal(staff)?.error == CPSError(.deniedByPolicy))
    #expect(source.asked.isEmpty)
  }

  @Test func `nobody asks for what is open to staff themselves`() async throws {
    let own = PolicyRule(
      name: "reception", effect: .allow, functions: TestPolicy.functions,
      holders: .card(CardCondition(types: [.cpe], professions: nil)))
    gate.policy = try Self.policy(also: [own])
    let session = try await secretary()
    #expect(try await call(session) == "rights")
    #expect(source.asked.isEmpty)
    #expect(try await decision().rule == "reception")
  }

  @Test func `what cannot be looked up is refused`() async throws {
    let session = try await secretary()
    source.answer = .failure(CPSError(.storeUnavailable))
    #expect(await refusal(session)?.error == CPSError(.storeUnavailable))
  }

  @Test func `a gate that asks nobody lends nothing`() async throws {
    let session = try await secretary()
    let alone = Gate(
      policy: try Self.policy(), auditLog: bench.auditLog, auditKey: gate.auditKey, clock: bench.clock)
    await expect(.delegationRequired) {
      do {
        return try await alone.perform(Lookup.self, as: session, about: try QuotaScene.stranger(1)) {
          permit in
          _ = try permit.redeem()
          return "rights"
        }
      } catch let refusal as Refusal {
        throw refusal.error
      }
    }
  }

  @Test func `CL-05 the delegates of one professional share their pace`() async throws {
    let pace = QuotaScene.quota("pace", per: [.delegator], limit: 2)
    gate.policy = try Self.policy([pace])
    lend(by: physician)
    let first = try await secretary()
    let card = try ServiceBench.world.get().issueStaffCard(serial: "98000302")
    let second = try await bench.logIn(with: card).session
    #expect(try await call(first, about: 1) == "rights")
    #expect(try await call(second, about: 2) == "rights")
    #expect(await refusal(first, about: 3)?.error.diagnostic == .quotaExceeded)
    #expect(await refusal(second, about: 4)?.error.diagnostic == .quotaExceeded)
    let other = PolicyCard(
      type: .cps, profession: .pharmacist, person: try NationalIdentifier("899900123037"))
    lend(by: other)
    #expect(try await call(second, about: 4) == "rights")
    var recount = AlarmRecount()
    for entry in try await bench.entries() { try recount.add(entry) }
    #expect(recount.findings().map(\.verdict) == [.confirmed])
  }

  @Test func `what the log says of a delegated call is judged again as it was`() async throws {
    lend(by: physician)
    _ = try await call(try await secretary())
    let entry = try #require(try await bench.entries().last { $0.event.kind == .decision })
    let request = try #require(PolicyRequest(entry))
    #expect(request.delegation?.delegator == physician)
    #expect(gate.policy.decision(on: Lookup.name, for: request).isAllowed)
    let nurses = PolicyRule(
      name: "nurses", effect: .allow, functions: TestPolicy.functions,
      holders: .card(CardCondition(types: [.cps], professions: [.nurse])))
    let changed = try Policy(version: "2", rules: [nurses] + gate.policy.rules.dropFirst())
    #expect(changed.decision(on: Lookup.name, for: request).missing == [.delegation])
  }
}
