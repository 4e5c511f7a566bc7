import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Synchronization
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// A function confirmed in the session that the agent holds.
@Suite struct StepUpAgentTests {
  private static let function: FunctionName = "infopatient.lookup"

  private let service = FakeService()
  private let connection: VirtualCardConnection
  private let readers: FakeReaders
  private let agent: RunningAgent

  init() throws {
    connection = VirtualCardConnection(try VirtualCard(TestCard.image()))
    readers = FakeReaders([WatchBench.status(1)], connections: [WatchBench.reader: connection])
    agent = try RunningAgent(service, readers: readers)
  }

  private func begin(about subject: String? = nil) async throws -> AgentStepUp {
    try await agent.client.stepUp(Self.function, about: subject, of: nil)
  }

  private func answer(_ stepUp: AgentStepUp, about subject: String? = nil) async throws -> Proof {
    let key = try await stepUp.prepare(FakeService.target())
    return try CardlessLogin.proof(for: try await stepUp.challenge(), key: key, about: subject)
  }

  @discardableResult
  private func confirm(about subject: String? = nil) async throws -> SessionReport {
    let stepUp = try await begin(about: subject)
    return try await stepUp.open(try await answer(stepUp, about: subject), staying: nil)
  }

  @Test func `HN-22 the agent goes on with the token that a step-up gave`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    let before = service.tokens
    let report = try await confirm()
    #expect(report.professional.familyName == "FICTIF")
    #expect(service.tokens.count == 1)
    #expect(service.tokens.isDisjoint(with: before))
    #expect(try await agent.client.status().professional == report.professional)
    try await confirm(about: "208137512536476")
    _ = try await agent.client.call(Self.function, about: "1", of: nil)
    #expect(try await agent.client.logout().serviceInformed)
    #expect(service.openSessions == 0)
  }

  @Test func `without a session nothing is confirmed`() async throws {
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await begin() }
    try await CardlessLogin.run(with: try await agent.client.login())
    await #expect(throws: CPSError(.sessionOfAnotherService)) {
      _ = try await agent.client.stepUp(
        Self.function, about: nil, of: try Audience("https://other.example"))
    }
  }

  @Test func `a login in between leaves the step-up without its session`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    let stepUp = try await begin()
    let proof = try await answer(stepUp)
    try await CardlessLogin.run(with: try await agent.client.login())
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await stepUp.challenge() }
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await stepUp.open(proof, staying: nil) }
    _ = try await agent.client.status()
  }

  @Test func `what the service refuses leaves the session as it was`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    let before = service.tokens
    let stepUp = try await begin()
    let proof = try await answer(stepUp, about: "another person")
    await #expect(throws: CPSError(.proofSignatureInvalid)) { _ = try await stepUp.open(proof, staying: nil) }
    #expect(service.tokens == before)
    _ = try await agent.client.status()
  }

  @Test func `an answer that is lost costs a login, and nothing else`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    let stepUp = try await begin()
    let proof = try await answer(stepUp)
    let service = service
    service.intercept { request throws(CPSError) in
      guard request.path.hasSuffix("/step-up") else { return nil }
      service.intercept { _ in nil }
      service.loseToken(of: request)
      throw CPSError(.serviceTimedOut)
    }
    await #expect(throws: CPSError(.serviceTimedOut)) { _ = try await stepUp.open(proof, staying: nil) }
    await #expect(throws: CPSError(.sessionReplaced)) { _ = try await agent.client.status() }
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
    try await CardlessLogin.run(with: try await agent.client.login())
    _ = try await agent.client.status()
  }

  @Test func `CC-06 a call that a step-up overtakes is sent again, once, with the new token`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    let isHeld = Mutex(false)
    let release = Bell()
    service.delay { request in
      let isFirst = isHeld.withLock { isHeld in
        defer { isHeld = isHeld || request.path.hasPrefix("/functions/") }
        return !isHeld && request.path.hasPrefix("/functions/")
      }
      guard isFirst else { return }
      await release.wait(until: .now + .seconds(60))
    }
    async let answer = agent.client.call(Self.function, about: "1", of: nil)
    try await eventually("the call on its way") { isHeld.withLock { $0 } }
    try await confirm()
    release.ring()
    #expect(try await answer.function == Self.function)
    #expect(service.paths.count { $0 == "POST /functions/infopatient.lookup" } == 2)
    _ = try await agent.client.status()
  }

  @Test func `a watched card stays watched under the new token`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login(), staying: WatchBench.order)
    try await eventually("the watch") { readers.watchers > 0 }
    #expect(try await confirm().presence?.kind == .watched)
    #expect(service.openSessions == 1)
    readers.become([WatchBench.status(2, .absent)])
    try await eventually("the end of the session") { service.openSessions == 0 }
    await #expect(throws: CPSError(.cardLeft)) { _ = try await agent.client.status() }
  }
}
