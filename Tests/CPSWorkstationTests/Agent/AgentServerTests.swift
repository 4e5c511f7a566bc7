import CPSDiagnostics
import CPSPrimitives
import CPSProof
import FoundationEssentials
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSWorkstation

@Suite struct AgentServerTests {
  @Test func `a session is opened, used and ended without its token leaving the agent`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    let report = try await CardlessLogin.run(with: try await agent.client.login())
    #expect(report.professional.familyName == "FICTIF")
    #expect(report.server == FakeService.audience)
    #expect(try await agent.client.status().professional == report.professional)
    let answer = try await agent.client.call("infopatient.lookup", about: "1", of: nil)
    #expect(answer.answer == .object(["found": .boolean(true), "rights": .array([.string("base")])]))
    let logout = try await agent.client.logout()
    #expect(logout == LogoutReport(wasLoggedIn: true, serviceInformed: true))
    #expect(service.openSessions == 0)
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `what a person declares goes with the call, and nothing where nothing is declared`() async throws
  {
    let service = FakeService()
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    for declaration in [
      CallDeclaration.none, CallDeclaration(reason: "Urgence vitale"),
      CallDeclaration(reason: "Urgence vitale", isBreakGlass: true),
    ] {
      _ = try await agent.client.call("infopatient.lookup", about: "1", declaring: declaration, of: nil)
    }
    let bodies = service.requests.filter { $0.path.hasPrefix("/functions/") }
      .map { String(decoding: $0.body, as: UTF8.self) }
    #expect(
      bodies == [
        #"{"schema":1,"subject":"1"}"#, #"{"reason":"Urgence vitale","schema":1,"subject":"1"}"#,
        #"{"break_glass":true,"reason":"Urgence vitale","schema":1,"subject":"1"}"#,
      ])
  }

  @Test func `a second person agrees in a session of their own`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    let theirs = AgreementBeneficiary.person("899900123011")
    await #expect(throws: CPSError(.notLoggedIn)) {
      try await agent.client.approve("infopatient.lookup", about: "1", of: theirs, at: nil)
    }
    try await CardlessLogin.run(with: try await agent.client.login())
    try await agent.client.approve("infopatient.lookup", about: "1", of: theirs, at: nil)
    try await agent.client.approve("infopatient.lookup", about: "1", of: .account("alix"), at: nil)
    let requests = service.requests.filter { $0.path.hasPrefix("/functions/") }
    #expect(Set(requests.map(\.path)) == ["/functions/infopatient.lookup/approvals"])
    #expect(
      requests.map { String(decoding: $0.body, as: UTF8.self) } == [
        #"{"national_id":"899900123011","schema":1,"subject":"1"}"#,
        #"{"account":"alix","schema":1,"subject":"1"}"#,
      ])
    await #expect(throws: CPSError(.sessionOfAnotherService)) {
      try await agent.client.approve(
        "infopatient.lookup", about: "1", of: theirs, at: Audience("https://other.example"))
    }
    service.intercept { _ throws(CPSError) in FakeService.problem(CPSError(.approvalRefused)) }
    await #expect(throws: CPSError(.approvalRefused)) {
      try await agent.client.approve("infopatient.lookup", about: "1", of: theirs, at: nil)
    }
  }

  @Test func `nobody is logged in where no agent runs`() async throws {
    let runtime = try TemporaryDirectory()
    let client = AgentClient(runtimeDirectory: runtime.url.path, language: .french, launcher: nil)
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await client.status() }
    #expect(try await client.logout().wasLoggedIn == false)
    await #expect(throws: CPSError(.agentUnavailable)) { _ = try await client.login() }
  }

  @Test(arguments: [nil, "", "relative", "/nonexistent/runtime"])
  func `without a runtime directory there is no agent`(path: String?) async throws {
    let client = AgentClient(runtimeDirectory: path, language: .french, launcher: nil)
    await #expect(throws: CPSError(.agentUnavailable)) { _ = try await client.status() }
  }

  @Test func `logout is local even when the service does not answer`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    service.intercept { _ throws(CPSError) in throw CPSError(.serviceUnreachable) }
    let report = try await agent.client.logout()
    #expect(report == LogoutReport(wasLoggedIn: true, serviceInformed: false))
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `a session that the service has ended is forgotten`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    service.forgetSessions()
    await #expect(throws: CPSError(.sessionMissing)) { _ = try await agent.client.status() }
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `a session past its time is forgotten without asking`() async throws {
    let service = FakeService()
    service.limit(expiresIn: 0, idleTimeout: 3_600)
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `a call meant for another service is not sent`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    let before = service.requests.count
    await #expect(throws: CPSError(.sessionOfAnotherService)) {
      _ = try await agent.client.call("infopatient.lookup", about: "1", of: Audience("https://other.example"))
    }
    #expect(service.requests.count == before)
  }

  @Test func `two logins do not disturb each other`() async throws {
    let agent = try RunningAgent(FakeService())
    let (first, second) = (try await agent.client.login(), try await agent.client.login())
    let firstKey = try await first.prepare(FakeService.target())
    let secondKey = try await second.prepare(FakeService.target())
    #expect(firstKey != secondKey)
    let challenge = try await first.challenge()
    await #expect(throws: CPSError(.challengeForAnotherKey)) {
      _ = try await second.open(CardlessLogin.proof(for: challenge, key: firstKey), staying: nil)
    }
    _ = try await first.open(CardlessLogin.proof(for: challenge, key: firstKey), staying: nil)
  }

  @Test func `a new session takes the place of the old one, which is ended`() async throws {
    let service = FakeService()
    let agent = try RunningAgent(service)
    try await CardlessLogin.run(with: try await agent.client.login())
    try await CardlessLogin.run(with: try await agent.client.login())
    #expect(service.paths.count { $0 == "DELETE /cpsauth/sessions/current" } == 1)
  }

  @Test func `a service of another environment or origin is refused at once`() async throws {
    let agent = try RunningAgent(FakeService(environment: .test))
    let login = try await agent.client.login()
    await #expect(throws: CPSError(.serviceEnvironmentMismatch)) {
      _ = try await login.prepare(FakeService.target())
    }
    let other = try RunningAgent(FakeService())
    let otherLogin = try await other.client.login()
    await #expect(throws: CPSError(.serviceOriginMismatch)) {
      _ = try await otherLogin.prepare(FakeService.target("https://alias.example"))
    }
  }

  @Test func `there is one agent a user`() throws {
    let agent = try RunningAgent(FakeService())
    let second = try AgentServer(
      runtimeDirectory: agent.runtime.url.path, readers: FakeReaders([]), screenLock: nil,
      clock: FixedClock(moment: TestCard.moment),
      random: SystemRandomSource(), makeTransport: { _ in FakeService() })
    #expect(second == nil)
  }

  @Test func `it ends by itself when nobody needs it`() async throws {
    let agent = try RunningAgent(FakeService(), idleLimit: .milliseconds(20))
    await agent.ended()
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `it ends with the logout, without waiting to be idle`() async throws {
    let agent = try RunningAgent(FakeService(), idleLimit: .seconds(3_600))
    try await CardlessLogin.run(with: try await agent.client.login())
    #expect(try await agent.client.logout().wasLoggedIn)
    await agent.ended()
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `it ends when it is told to, with connections open`() async throws {
    let agent = try RunningAgent(FakeService())
    let login = try await agent.client.login()
    agent.server.stop()
    await agent.ended()
    await #expect(throws: CPSError(.agentUnavailable)) { _ = try await login.prepare(FakeService.target()) }
  }
}
