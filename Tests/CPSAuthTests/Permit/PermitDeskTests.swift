import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct PermitDeskTests {
  private static let number = "2 55 08 14 168 025"

  private let bench: ServiceBench
  private let desk: PermitDesk

  init() throws {
    bench = try ServiceBench()
    desk = try Self.desk(of: bench)
  }

  private static func desk(of bench: ServiceBench) throws -> PermitDesk {
    try PermitDesk(
      authenticator: bench.service, gate: bench.gate,
      functions: [
        RemoteFunction(Lookup.name) { text throws(CPSError) in try NIR(text) },
        RemoteFunction("unopened.function") { text throws(CPSError) in try NamedSubject(text) },
      ], random: bench.random)
  }

  private func issue(to session: some Session) async throws -> String {
    try await desk.issue(for: Lookup.name, to: session)
  }

  private func refusal(_ action: () async throws -> some Any) async -> Diagnostic? {
    do {
      _ = try await action()
      return nil
    } catch let refusal as Refusal {
      return refusal.error.diagnostic
    } catch {
      return (error as? CPSError)?.diagnostic
    }
  }

  @Test func `a permit is issued, consumed with the subject, and its outcome reported`() async throws {
    let opened = try await bench.logIn()
    let permit = try await issue(to: opened.session)
    #expect(try await bench.events(.decision).isEmpty)
    let consumed = try await desk.consume(permit, about: Self.number)
    #expect(consumed.function == Lookup.name)
    #expect(consumed.session.grant.reference == opened.session.grant.reference)
    let decision = try #require(try await bench.entries().last)
    #expect(decision.event.kind == .decision)
    #expect(decision.sequence == consumed.decision)
    #expect(decision.event.isAllowed == true)
    try await desk.report(.found, disclosing: ["rights", "identity"], with: consumed.receipt)
    let outcome = try #require(try await bench.events(.outcome).last)
    #expect(outcome.decision == decision.sequence)
    #expect(outcome.outcome == .found)
    #expect(outcome.disclosed == ["identity", "rights"])
    #expect(outcome.subject == decision.event.subject)
    #expect(outcome.actor == decision.event.actor)
    #expect(outcome.function == Lookup.name)
    #expect(try await AuditVerifier.verify(bench.store) != nil)
  }

  @Test func `one person has one pseudonym, however they are written and by whichever door`() async throws {
    let session = try await bench.logIn().session
    for text in [Self.number, "2550814168025", "255081416802538"] {
      guard (try? NIR(text)) != nil else { continue }
      _ = try await desk.consume(try await issue(to: session), about: text)
    }
    _ = try await bench.gate.perform(Lookup.self, as: session, about: try NIR(Self.number)) { permit in
      _ = try permit.redeem()
      return nil
    }
    let subjects = try await bench.events(.decision).compactMap(\.subject)
    #expect(subjects.count >= 3)
    #expect(Set(subjects).count == 1)
  }

  @Test func `CA-04 a permit is worth something once`() async throws {
    let session = try await bench.logIn().session
    let permit = try await issue(to: session)
    _ = try await desk.consume(permit, about: Self.number)
    #expect(await refusal { try await desk.consume(permit, about: Self.number) } == .permitSpent)
    #expect(try await bench.events(.decision).count == 1)
    #expect(try await bench.events(.permitRefused).map(\.diagnostic) == ["gate.permit-spent"])
  }

  @Test func `CC-04 of many who consume one permit at once, one may run`() async throws {
    let permit = try await issue(to: try await bench.logIn().session)
    let desk = desk
    let winners = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask { (try? await desk.consume(permit, about: Self.number)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
    #expect(try await bench.events(.decision).count == 1)
  }

  @Test func `a permit that nobody consumes in time is dead, also under a clock that went back`() async throws
  {
    let session = try await bench.logIn().session
    let permit = try await issue(to: session)
    bench.clock.advance(by: PermitDesk.permitLife)
    #expect(await refusal { try await desk.consume(permit, about: Self.number) } == .permitSpent)
    let later = try await issue(to: try await bench.recognise(try await bench.logIn().token))
    bench.clock.advance(by: .seconds(-6))
    #expect(await refusal { try await desk.consume(later, about: Self.number) } == .permitSpent)
  }

  @Test func `a malformed subject is refused and leaves the permit as it was`() async throws {
    let permit = try await issue(to: try await bench.logIn().session)
    for text in ["", "1", "255081416802", "x\u{7}", String(repeating: "9", count: 4_000)] {
      #expect(await refusal { try await desk.consume(permit, about: text) } == .subjectMalformed)
    }
    _ = try await desk.consume(permit, about: Self.number)
  }

  @Test func `CC-06 a session that ends after the permit was issued runs nothing`() async throws {
    let session = try await bench.logIn().session
    let permit = try await issue(to: session)
    try await bench.service.end(session)
    #expect(await refusal { try await desk.consume(permit, about: Self.number) } == .sessionEnded)
    #expect(try await bench.events(.decision).isEmpty)
  }

  @Test func `what no subject would open is refused when the permit is asked for, and written`() async throws
  {
    let nurse = try await bench.logIn(with: try ServiceBench.nurse).session
    #expect(await refusal { try await issue(to: nurse) } == .deniedByPolicy)
    let account = try await bench.logInByPassword().session
    #expect(await refusal { try await issue(to: account) } == .cardRequired)
    #expect(
      await refusal { try await desk.issue(for: "unopened.function", to: nurse) } == .deniedByPolicy)
    let decisions = try await bench.events(.decision)
    #expect(decisions.map(\.isAllowed) == [false, false, false])
    #expect(decisions.allSatisfy { $0.subject == nil })
    #expect(await refusal { try await desk.issue(for: "no.such", to: nurse) } == .functionUnknown)
  }

  @Test func `HN-09 what this service did not issue is no permit`() async throws {
    let session = try await bench.logIn().session
    let permit = try await issue(to: session)
    let consumed = try await desk.consume(permit, about: Self.number)
    let elsewhere = try ServiceBench()
    let stranger = try await elsewhere.logIn().session
    let foreign = try await Self.desk(of: elsewhere).issue(for: Lookup.name, to: stranger)
    var bytes = try #require(Base64URL.decode(try await issue(to: session)))
    bytes[bytes.count - 1] ^= 1
    let wrong = [
      "", "x", "%", Base64URL.encode(bytes), foreign,
      // A receipt is no permit, nor the other way round.
      consumed.receipt, String(repeating: "A", count: 10_000),
    ]
    for text in wrong {
      #expect(await refusal { try await desk.consume(text, about: Self.number) } == .permitUnknown)
      guard text != consumed.receipt else { continue }
      #expect(
        await refusal { try await desk.report(.notFound, disclosing: [], with: text) } == .permitUnknown)
    }
    #expect(
      await refusal { try await desk.report(.notFound, disclosing: [], with: permit) } == .permitUnknown)
  }

  @Test func `an outcome is reported once, in time, and says what was disclosed`() async throws {
    let session = try await bench.logIn().session
    let consumed = try await desk.consume(try await issue(to: session), about: Self.number)
    let receipt = consumed.receipt
    #expect(
      await refusal { try await desk.report(.found, disclosing: [], with: receipt) } == .requestMalformed)
    #expect(
      await refusal { try await desk.report(.failed, disclosing: ["a"], with: receipt) } == .requestMalformed)
    try await desk.report(.notFound, disclosing: [], with: receipt)
    #expect(
      await refusal { try await desk.report(.notFound, disclosing: [], with: receipt) } == .permitSpent)
    let late = try await desk.consume(try await issue(to: session), about: Self.number)
    bench.clock.advance(by: PermitDesk.reportLife)
    #expect(
      await refusal { try await desk.report(.notFound, disclosing: [], with: late.receipt) } == .permitSpent)
    #expect(try await bench.events(.outcome).count == 1)
  }

  /// A policy under which a physician needs a nurse, and the nurse's session.
  private func nurseToAsk() async throws -> CardSession {
    let demand = SecondPersonDemand(
      card: CardCondition(types: [.cps], professions: [.nurse]), life: .seconds(300))
    bench.gate.policy = try Policy(
      version: "two",
      rules: [
        PolicyRule(
          name: "two", effect: .allow, functions: TestPolicy.functions,
          holders: .card(CardCondition(types: [.cps], professions: [.physician])),
          demands: PolicyDemands(secondPerson: demand))
      ])
    return try await bench.otherWorkstation().logIn(to: bench.service, with: try ServiceBench.nurse.card)
      .session
  }

  @Test func `a second person's agreement serves one consumption about this person`() async throws {
    let nurse = try await nurseToAsk()
    let session = try await bench.logIn().session
    let caller = ApprovalBeneficiary.person(session.identity.nationalIdentifier)
    let alone = try await issue(to: session)
    #expect(await refusal { try await desk.consume(alone, about: Self.number) } == .secondPersonRequired)
    try await desk.approve(Lookup.name, of: caller, about: Self.number, as: nurse)
    // What is malformed, about somebody else, or asked with a spent permit leaves it in its place.
    let permit = try await issue(to: session)
    #expect(await refusal { try await desk.consume(permit, about: "1") } == .subjectMalformed)
    #expect(await refusal { try await desk.consume(alone, about: Self.number) } == .permitSpent)
    let other = try await issue(to: session)
    #expect(
      await refusal { try await desk.consume(other, about: "208137512536476") } == .secondPersonRequired)
    _ = try await desk.consume(permit, about: Self.number)
    #expect(
      try await bench.events(.decision).last?.approver == nurse.identity.nationalIdentifier.text)
    let again = try await issue(to: session)
    #expect(await refusal { try await desk.consume(again, about: Self.number) } == .secondPersonRequired)
  }

  @Test func `CC-04 of many permits consumed at once under one agreement, one may run`() async throws {
    let nurse = try await nurseToAsk()
    let session = try await bench.logIn().session
    let caller = ApprovalBeneficiary.person(session.identity.nationalIdentifier)
    try await desk.approve(Lookup.name, of: caller, about: Self.number, as: nurse)
    var permits: [String] = []
    for _ in 0..<32 { permits.append(try await issue(to: session)) }
    let desk = desk
    let winners = await withTaskGroup(of: Bool.self) { group in
      for permit in permits {
        group.addTask { (try? await desk.consume(permit, about: Self.number)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(winners == 1)
  }

  @Test func `an agreement for a function that is not called here, or about nobody, is not taken`()
    async throws
  {
    let nurse = try await nurseToAsk()
    let session = try await bench.logIn().session
    let caller = ApprovalBeneficiary.person(session.identity.nationalIdentifier)
    for (function, subject, diagnostic) in [
      (FunctionName("no.such"), Self.number, Diagnostic.functionUnknown),
      (Lookup.name, "1", .subjectMalformed), ("unopened.function", "anybody", .approvalRefused),
    ] {
      #expect(
        await refusal { try await desk.approve(function, of: caller, about: subject, as: nurse) }
          == diagnostic)
    }
    #expect(
      await refusal { try await desk.approve(Lookup.name, of: caller, about: Self.number, as: session) }
        == .approvalRefused)
    #expect(try await bench.events(.approval).isEmpty)
  }

  @Test func `ST-03 what cannot be audited is not decided, and its outcome does not pass`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    let desk = try Self.desk(of: bench)
    let session = try await bench.logIn().session
    let permit = try await desk.issue(for: Lookup.name, to: session)
    let consumed = try await desk.consume(
      try await desk.issue(for: Lookup.name, to: session), about: Self.number)
    store.fail(.audit)
    #expect(await refusal { try await desk.consume(permit, about: Self.number) } == .auditUnavailable)
    #expect(
      await refusal { try await desk.report(.notFound, disclosing: [], with: consumed.receipt) }
        == .auditUnavailable)
  }

  @Test func `a function has one reader`() throws {
    let function = RemoteFunction("a") { text throws(CPSError) in try NamedSubject(text) }
    #expect(throws: CPSError(.configurationInvalid)) {
      try PermitDesk(
        authenticator: bench.service, gate: bench.gate, functions: [function, function], random: bench.random)
    }
  }
}
