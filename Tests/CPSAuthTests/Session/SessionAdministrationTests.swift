import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct SessionAdministrationTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  private func list(_ text: String) async throws -> [String] {
    try await bench.service.sessions(try SessionSelector(text)).sessions.map(\.reference)
  }

  @Test func `sessions are shown by every selection, the one used last first`() async throws {
    let physician = try await bench.logIn()
    bench.clock.advance(by: .seconds(30))
    let nurse = try await bench.workstation.logIn(to: bench.service, with: try ServiceBench.nurse.card)
    bench.clock.advance(by: .seconds(30))
    let account = try await bench.logInByPassword()
    let (first, second, third) = (
      physician.session.grant.reference, nurse.session.grant.reference, account.session.grant.reference
    )
    #expect(try await list("everyone") == [third, second, first])
    #expect(try await list("every-card") == [second, first])
    #expect(try await list("card:2698000201") == [first])
    #expect(try await list("person:\(physician.session.grant.holder.storeKey)") == [first])
    #expect(try await list("account:alix") == [third])
    #expect(try await list("session:\(second)") == [second])
    #expect(try await list("workstation:\(physician.session.grant.binding.text)") == [third, second, first])
    #expect(try await list("service:https://service.example") == [third, second, first])
    #expect(try await list("service:https://other.example").isEmpty)
    #expect(try await list("person:account:alix") == [third])
  }

  @Test func `what is past its limits or was exchanged is shown no more`() async throws {
    let idle = try await bench.logIn()
    bench.clock.advance(by: .seconds(3_000))
    let used = try await bench.logIn()
    let confirmed = try await bench.workstation.confirm(
      StepUp(Lookup.name), in: used.session, of: bench.service, with: try ServiceBench.physician.card)
    #expect(confirmed.session.grant.reference == used.session.grant.reference)
    #expect(try await list("everyone").count == 2)
    bench.clock.advance(by: .seconds(600))
    #expect(try await list("everyone") == [used.session.grant.reference])
    #expect(try await !list("everyone").contains(idle.session.grant.reference))
  }

  @Test func `a listing is bounded, and says so`() async throws {
    let opened = try await bench.logIn()
    let stored = try #require(try await bench.store.session(withTokenHash: try opened.token.hash()))
    for index in 0..<SessionListing.maximumCount {
      let hash = [UInt8(index & 0xFF), UInt8(index >> 8)] + [UInt8](repeating: 0, count: 30)
      try await bench.store.insert(stored.moved(toTokenHash: hash, content: []))
    }
    let listing = try await bench.service.sessions(try SessionSelector("everyone"))
    #expect(listing.sessions.count == SessionListing.maximumCount)
    #expect(!listing.isComplete)
    #expect(try await bench.service.sessions(try SessionSelector("account:a")).isComplete)
  }

  @Test func `an administrator ends sessions, and the log says who and which`() async throws {
    let physician = try await bench.logIn()
    let nurse = try await bench.logIn(with: try ServiceBench.nurse)
    let answer = try await bench.service.end(
      try SessionSelector("card:2698000201"), by: nurse.session)
    #expect(answer.ended == 1)
    await expect(.sessionEndedByAdministrator) { try await bench.recognise(physician.token) }
    _ = try await bench.recognise(nurse.token)
    let event = try #require(try await bench.events(.sessionEnded).first)
    #expect(event.actor?.session == nurse.session.grant.reference)
    #expect(event.facts["card"] == "2698000201")
    #expect(event.count == 1)
    #expect(try await bench.service.end(try SessionSelector("card:0"), by: nurse.session).ended == 0)
    #expect(try await bench.events(.sessionEnded).count == 1)
  }

  @Test(arguments: [
    "", "person", "person:", "nobody:1", "Everyone", "everyone ", ":1", "person:1\n", "person:\u{202E}1",
    "card:" + String(repeating: "1", count: 316),
  ])
  func `what selects nothing that can be meant is refused`(text: String) {
    #expect(throws: CPSError(.subjectMalformed)) { try SessionSelector(text) }
  }

  @Test
  func `CC-06 what one host ends is dead on the others at the next request, and in the gate within a minute`()
    async throws
  {
    // Two processes of one service: one secret, one store, nothing else in common.
    let other = try Authenticator(
      audience: bench.audience,
      verifier: try ProofVerifier(book: try ServiceBench.world.get().book(), clock: bench.clock),
      store: bench.store, auditLog: AuditLog(store: bench.store, clock: bench.clock, random: bench.random),
      secret: bench.secret, clock: bench.clock, random: bench.random)
    let opened = try await bench.logIn()
    func there() async throws -> LiveSession {
      try await other.session(for: opened.token, request: try bench.request(token: opened.token))
    }
    let underWay = try await there()
    let nurse = try await bench.logIn(with: try ServiceBench.nurse)
    _ = try await bench.service.end(
      try SessionSelector("session:\(opened.session.grant.reference)"), by: nurse.session)
    await expect(.sessionEndedByAdministrator) { _ = try await there() }
    let number = try NIR("208137512536476")
    bench.clock.advance(by: Gate.sessionCheckLife)
    _ = try await bench.gate.perform(Lookup.self, as: underWay, about: number) { _ in nil }
    bench.clock.advance(by: .milliseconds(1))
    await #expect(throws: Refusal.self) {
      _ = try await bench.gate.perform(Lookup.self, as: underWay, about: number) { _ in nil }
    }
  }
}
