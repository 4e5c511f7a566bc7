import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

@Suite struct StepUpTests {
  private static let number = "208137512536476"

  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  private func confirm(
    _ stepUp: StepUp = StepUp(Lookup.name), in opened: OpenedSession<CardSession>,
    with card: SyntheticCardInHand? = nil, of bench: ServiceBench? = nil
  ) async throws -> OpenedSession<CardSession> {
    let bench = bench ?? self.bench
    let session = try await bench.recognise(opened.token).requireCard()
    let physician = try ServiceBench.physician
    return try await bench.workstation.confirm(
      stepUp, in: session, of: bench.service, with: (card ?? physician).card)
  }

  private static func aboutOne(_ text: String = number) throws -> StepUp {
    StepUp(Lookup.name, about: text, meaning: try NIR(text))
  }

  @Test func `HN-22 login and step-up each give another token, and the one of before is worth nothing`()
    async throws
  {
    let first = try await bench.logIn()
    let second = try await bench.logIn()
    #expect(first.token != second.token)
    let confirmed = try await confirm(in: first)
    #expect(confirmed.token != first.token)
    await expect(.sessionReplaced) { try await bench.recognise(first.token) }
    _ = try await bench.recognise(confirmed.token)
    _ = try await bench.recognise(second.token)
    let again = try await confirm(in: confirmed)
    await expect(.sessionReplaced) { try await bench.recognise(confirmed.token) }
    await expect(.sessionReplaced) { try await bench.recognise(first.token) }
    _ = try await bench.recognise(again.token)
  }

  @Test func `a step-up is a new entry of the PIN and nothing else`() async throws {
    let opened = try await bench.logIn()
    #expect(opened.session.grant.authenticatedAt == ServiceBench.noon)
    #expect(opened.session.grant.confirmations == [:])
    bench.clock.advance(by: .seconds(600))
    let confirmed = try await confirm(in: opened)
    let grant = try await bench.recognise(confirmed.token).grant
    #expect(grant.authenticatedAt == ServiceBench.noon + .seconds(600))
    #expect(grant.confirmations == [Lookup.name: ServiceBench.noon + .seconds(600)])
    let before = opened.session.grant
    #expect(grant.reference == before.reference)
    #expect(grant.openedAt == before.openedAt)
    #expect(grant.endsAt == before.endsAt)
    #expect(grant.holder == before.holder)
    #expect(grant.binding == before.binding)
    let event = try #require(try await bench.events(.stepUp).first)
    #expect(event.actor?.session == before.reference)
    #expect(event.function == Lookup.name)
    #expect(event.facts["about"] == "anybody")
  }

  @Test func `a password is no PIN`() async throws {
    let account = try await bench.logInByPassword()
    #expect(account.session.grant.authenticatedAt == nil)
    #expect(try await bench.recognise(account.token).grant.authenticatedAt == nil)
  }

  @Test func `what is confirmed about one person serves that person alone`() async throws {
    let opened = try await bench.logIn()
    let confirmed = try await confirm(try Self.aboutOne(), in: opened)
    let grant = try await bench.recognise(confirmed.token).grant
    #expect(grant.confirmations == [:])
    let canonical = try NIR(Self.number).canonicalText
    #expect(try grant.confirmation(of: Lookup.name, about: canonical) == ServiceBench.noon)
    #expect(try grant.confirmation(of: Lookup.name, about: "1851234567890") == nil)
    #expect(try grant.confirmation(of: "other.function", about: canonical) == nil)
    bench.clock.advance(by: .seconds(10))
    let everybody = try await confirm(in: confirmed)
    let general = try await bench.recognise(everybody.token).grant
    #expect(
      try general.confirmation(of: Lookup.name, about: canonical) == ServiceBench.noon + .seconds(10))
    #expect(
      try general.confirmation(of: Lookup.name, about: "1851234567890")
        == ServiceBench.noon + .seconds(10))
    #expect(try await bench.events(.stepUp).map { $0.facts["about"] } == ["one person", "anybody"])
  }

  @Test func `no store and no entry holds the person of a step-up`() async throws {
    let opened = try await bench.logIn()
    let confirmed = try await confirm(try Self.aboutOne(), in: opened)
    let stored = try #require(try await bench.store.session(withTokenHash: try confirmed.token.hash()))
    let records = try await bench.store.auditRecords(after: 0, limit: 100)
    for bytes in [stored.sealedContent] + records.map(\.content) {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(!text.contains(Self.number.prefix(13)))
    }
    // Two sessions about one person do not show it.
    let other = try await confirm(try Self.aboutOne(), in: try await bench.logIn())
    let codes = [confirmed, other].compactMap { $0.session.grant.confirmedSubjects.first?.code }
    #expect(Set(codes).count == 2)
  }

  @Test func `a session remembers a bounded number of step-ups, the latest`() async throws {
    var opened = try await bench.logIn()
    for index in 0...SessionGrant.maximumConfirmations {
      bench.clock.advance(by: .seconds(1))
      opened = try await confirm(StepUp(try FunctionName("function.n\(index)")), in: opened)
    }
    let functions = try await bench.recognise(opened.token).grant.confirmations.keys
    #expect(functions.count == SessionGrant.maximumConfirmations)
    #expect(!functions.contains("function.n0"))
  }

  @Test func `a lapsed lease begins anew with the PIN, and the gate opens again`() async throws {
    let bench = try ServiceBench(
      limits: try SessionLimits(
        idle: .seconds(3_600), absolute: .seconds(14_400),
        presence: PresenceRule(lease: .seconds(60), isRequired: true, lapse: .stepUp)))
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(60))
    let number = try NIR(Self.number)
    let lapsed = try await bench.recognise(opened.token)
    await #expect(throws: Refusal.self) {
      _ = try await bench.gate.perform(Lookup.self, as: lapsed, about: number) { _ in "never" }
    }
    let confirmed = try await confirm(in: opened, of: bench)
    #expect(confirmed.session.grant.presence?.until == bench.clock.now() + .seconds(60))
    let session = try await bench.recognise(confirmed.token)
    let answer = try await bench.gate.perform(Lookup.self, as: session, about: number) { _ in "found" }
    #expect(answer == "found")
  }

  @Test func `an idle session is kept by a step-up, its absolute end is not moved`() async throws {
    var opened = try await bench.logIn()
    for _ in 0..<7 {
      bench.clock.advance(by: .seconds(1_900))
      opened = try await confirm(in: opened)
    }
    bench.clock.advance(by: .seconds(1_100))
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func `a function that wants a step-up opens to one about its person, and to no other person`()
    async throws
  {
    let other = try NIR("1851234567890")
    bench.gate.policy = try Policy(
      version: "step-up",
      rules: [
        PolicyRule(
          name: "confirmed", effect: .allow, functions: TestPolicy.functions,
          holders: TestPolicy.physicians.holders, demands: PolicyDemands(stepUp: .seconds(120)))
      ])
    func look(_ number: NIR, _ token: SessionToken) async throws -> Bool {
      let session = try await bench.recognise(token)
      do {
        _ = try await bench.gate.perform(Lookup.self, as: session, about: number) { _ in "found" }
        return true
      } catch let refusal as Refusal {
        #expect(refusal.error == CPSError(.stepUpRequired))
        return false
      }
    }
    let number = try NIR(Self.number)
    let opened = try await bench.logIn()
    #expect(try await !look(number, opened.token))
    let one = try await confirm(try Self.aboutOne(), in: opened)
    #expect(try await look(number, one.token))
    #expect(try await !look(other, one.token))
    let anybody = try await confirm(in: one)
    #expect(try await look(other, anybody.token))
    bench.clock.advance(by: .seconds(121))
    #expect(try await !look(number, anybody.token))
  }
}
