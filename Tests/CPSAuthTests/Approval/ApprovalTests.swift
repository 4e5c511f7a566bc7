import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct ApprovalTests {
  private let bench: ServiceBench
  private let number: NIR

  private static let demand = SecondPersonDemand(
    card: CardCondition(types: [.cps], professions: [.nurse]), life: .seconds(300))

  init() throws {
    bench = try ServiceBench()
    number = try NIR("208137512536476")
    bench.gate.policy = try Policy(
      version: "two",
      rules: [
        PolicyRule(
          name: "two", effect: .allow, functions: TestPolicy.functions,
          holders: .card(CardCondition(types: [.cps], professions: [.physician])),
          demands: PolicyDemands(secondPerson: Self.demand))
      ])
  }

  private func approver() async throws -> CardSession {
    try await bench.otherWorkstation().logIn(to: bench.service, with: try ServiceBench.nurse.card).session
  }

  private func call(
    _ session: CardSession, about number: NIR? = nil
  ) async throws {
    _ = try await bench.gate.perform(Lookup.self, as: session, about: number ?? self.number) { permit in
      _ = try permit.redeem()
      return "found"
    }
  }

  private func refusal(of action: () async throws -> Void) async -> CPSError? {
    do {
      try await action()
      return nil
    } catch { return (error as? Refusal)?.error }
  }

  @Test func `a second person's agreement serves one call about this person, once`() async throws {
    let physician = try await bench.logIn().session
    let nurse = try await approver()
    #expect(await refusal { try await call(physician) } == CPSError(.secondPersonRequired))
    let caller = ApprovalBeneficiary.person(physician.identity.nationalIdentifier)
    try await bench.gate.approve(Lookup.self, of: caller, about: number, as: nurse)
    let other = try NIR("174146901036039")
    #expect(await refusal { try await call(physician, about: other) } == CPSError(.secondPersonRequired))
    try await call(physician)
    #expect(await refusal { try await call(physician) } == CPSError(.secondPersonRequired))
    let decisions = try await bench.events(.decision)
    #expect(decisions.map(\.isAllowed) == [false, false, true, false])
    #expect(decisions.map(\.missing) == [["second-person"], ["second-person"], [], ["second-person"]])
    #expect(
      decisions.map(\.approver) == [nil, nil, nurse.identity.nationalIdentifier.text, nil])
    let approvals = try await bench.events(.approval)
    #expect(approvals.map(\.actor?.nationalIdentifier) == [nurse.identity.nationalIdentifier.text])
    #expect(approvals.map(\.subject) == [decisions[0].subject])
    #expect(approvals.map { $0.facts["for"] } == [physician.identity.nationalIdentifier.text])
  }

  @Test func `an agreement is not given to oneself, by the wrong card, or to a function that wants none`()
    async throws
  {
    let physician = try await bench.logIn().session
    let nurse = try await approver()
    let own = ApprovalBeneficiary.person(nurse.identity.nationalIdentifier)
    let theirs = ApprovalBeneficiary.person(physician.identity.nationalIdentifier)
    for (beneficiary, session) in [(own, nurse), (theirs, physician), (own, physician)] {
      #expect(
        await refusal {
          try await bench.gate.approve(Lookup.self, of: beneficiary, about: number, as: session)
        } == CPSError(.approvalRefused))
    }
    bench.gate.policy = try TestPolicy.standard()
    #expect(
      await refusal {
        try await bench.gate.approve(Lookup.self, of: theirs, about: number, as: nurse)
      } == CPSError(.approvalRefused))
    #expect(try await bench.events(.approval).isEmpty)
  }

  @Test func `an agreement dies of age, and with its giver's session it is not given`() async throws {
    let physician = try await bench.logIn().session
    let nurse = try await approver()
    let caller = ApprovalBeneficiary.person(physician.identity.nationalIdentifier)
    try await bench.gate.approve(Lookup.self, of: caller, about: number, as: nurse)
    bench.clock.advance(by: .seconds(301))
    #expect(
      await refusal {
        try await bench.gate.approve(Lookup.self, of: caller, about: number, as: nurse)
      } == CPSError(.sessionEnded))
    let fresh = try await bench.logIn().session
    #expect(await refusal { try await call(fresh) } == CPSError(.secondPersonRequired))
  }

  @Test func `a deposit that was not sealed here, or for another place, agrees to nothing`() async throws {
    let physician = try await bench.logIn().session
    let nurse = try await approver()
    let caller = physician.identity.nationalIdentifier.text
    let seal = ApprovalSeal(bench.gate.auditKey)
    let place = try seal.place(of: Lookup.name, by: caller, about: number.canonicalText)
    let elsewhere = try seal.place(of: Lookup.name, by: caller, about: "174146901036039")
    let approval = PolicyApproval(approver: PolicyCard(nurse.holder), at: bench.clock.now())
    #expect(try seal.open(try seal.seal(approval, at: place), at: place) == approval)
    var flipped = try seal.seal(approval, at: place)
    flipped[0] ^= 1
    for content in [[], flipped, try seal.seal(approval, at: elsewhere)] {
      try await bench.store.deposit(
        OneTimeDeposit(
          kind: .approval, digest: place, content: content, expiry: bench.clock.now() + .seconds(60)),
        at: bench.clock.now())
      #expect(await refusal { try await call(physician) } == CPSError(.secondPersonRequired))
    }
  }
}
