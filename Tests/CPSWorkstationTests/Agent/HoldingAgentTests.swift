import CPSDiagnostics
import CPSProof
import TestSupport
import Testing

@testable import CPSWorkstation

/// The agent beside a process that holds the card.
@Suite struct HoldingAgentTests {
  private let service = FakeService()
  private let agent: RunningAgent

  init() throws { agent = try RunningAgent(service) }

  @Test func `a presence challenge goes to the one who logged in`() async throws {
    let login = try await agent.client.login()
    try await CardlessLogin.run(with: login)
    let challenge = try await login.presenceChallenge()
    #expect(challenge.purpose == .presence)
    try await login.requireOpen()
    let other = try await agent.client.login()
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await other.presenceChallenge() }
    await #expect(throws: CPSError(.notLoggedIn)) { try await other.requireOpen() }
  }

  @Test func `without a session there is nothing to hold`() async throws {
    let login = try await agent.client.login()
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await login.presenceChallenge() }
    await #expect(throws: CPSError(.notLoggedIn)) { try await login.requireOpen() }
  }

  @Test func `HC-25 the session ends when the holder goes away`() async throws {
    try await {
      let login = try await agent.client.login()
      try await CardlessLogin.run(with: login)
      _ = try await login.presenceChallenge()
      #expect(service.openSessions == 1)
    }()
    try await eventually("the end of the session") { service.openSessions == 0 }
    await #expect(throws: CPSError(.cardLeft)) { _ = try await agent.client.status() }
  }

  @Test func `a login that holds nothing may go away`() async throws {
    try await CardlessLogin.run(with: try await agent.client.login())
    #expect(try await agent.client.status().professional.familyName == "FICTIF")
    #expect(service.openSessions == 1)
  }

  @Test func `a holder hears that somebody else logged in`() async throws {
    let login = try await agent.client.login()
    try await CardlessLogin.run(with: login)
    _ = try await login.presenceChallenge()
    let other = try await agent.client.login()
    try await CardlessLogin.run(with: other)
    await #expect(throws: CPSError(.notLoggedIn)) { try await login.requireOpen() }
    try await other.requireOpen()
  }
}
