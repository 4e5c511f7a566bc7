import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// What may happen to the service on the way.
@Suite struct LoginFlowServiceTests {
  /// Lets one path fail and the rest through.
  private func failing(
    _ path: String, _ answer: @escaping @Sendable () throws(CPSError) -> ServiceAnswer
  ) -> FakeService {
    FakeService { (request) throws(CPSError) in request.path == path ? try answer() : nil }
  }

  @Test(arguments: [
    Diagnostic.serviceUnreachable, .serviceNotTrusted, .serviceRedirected, .serviceTimedOut,
    .serviceAnswerInvalid, .serviceAnsweredByProxy,
  ])
  func `FT-08 a service that cannot be used is noticed before the prompt`(row: Diagnostic) async throws {
    let bench = try LoginBench(
      service: failing("/cpsauth/service") { () throws(CPSError) in throw CPSError(row) })
    let prompt = ScriptedPrompt(typing: "1234")
    await #expect(throws: CPSError(row)) { _ = try await bench.login(prompt) }
    #expect(prompt.requests.isEmpty)
    #expect(bench.recorder.count.exchanges == 0)
  }

  @Test func `a service that goes during the prompt costs no try`() async throws {
    let bench = try LoginBench(
      service: failing("/cpsauth/challenges") { () throws(CPSError) in
        throw CPSError(.serviceUnreachable)
      })
    await #expect(throws: CPSError(.serviceLost)) {
      _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    }
    #expect(bench.recorder.verifications == 0)
  }

  @Test func `HN-04 a malformed challenge never reaches the card`() async throws {
    let bench = try LoginBench(
      service: failing("/cpsauth/challenges") { FakeService.json(201, #"{"schema":1,"id":"x"}"#) })
    await #expect(throws: CPSError(.challengeMalformed)) {
      _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    }
    #expect(bench.recorder.verifications == 0)
  }

  @Test(arguments: [
    Diagnostic.challengeExpired, .challengeUsed, .challengeForAnotherKey, .proofSignatureInvalid,
    .anchorUnknown, .profileNotAuthentication, .certificateRevoked, .revocationUnknown,
    .environmentMismatch,
  ])
  func `what the service refuses is told by its own row`(row: Diagnostic) async throws {
    let bench = try LoginBench(
      service: failing("/cpsauth/sessions") { FakeService.problem(CPSError(row)) })
    await #expect(throws: CPSError(row)) { _ = try await bench.login(ScriptedPrompt(typing: "1234")) }
    #expect(bench.recorder.verifications == 1)
    #expect(bench.card.triesLeft == 3)
  }

  @Test func `a redirect after the prompt stops the login`() async throws {
    let bench = try LoginBench(
      service: failing("/cpsauth/challenges") {
        ServiceAnswer(status: 307, headers: ["Location": "https://evil.example"], body: [])
      })
    await #expect(throws: CPSError(.serviceRedirected)) {
      _ = try await bench.login(ScriptedPrompt(typing: "1234"))
    }
    #expect(bench.recorder.verifications == 0)
  }

  @Test func `HN-01 the transcript names the address that the person gave`() async throws {
    // A look-alike relays everything of the real service but its own description.
    let service = failing("/cpsauth/service") {
      FakeService.json(
        200, #"{"schema":1,"environment":"synthetic","audience":"https://service.examp1e.example"}"#)
    }
    let relayed = RelayedService(service)
    let bench = try LoginBench(service: service)
    let flow = LoginFlow(
      readers: FakeReaders(bench.connection), service: relayed, prompt: ScriptedPrompt(typing: "1234"),
      cache: bench.cache, clock: FixedClock(moment: TestCard.moment))
    let target = try FakeService.target("https://service.examp1e.example")
    await #expect(throws: CPSError(.proofSignatureInvalid)) {
      _ = try await flow.run(LoginOptions(target: target))
    }
    #expect(service.openSessions == 0)
    #expect(bench.recorder.verifications == 1)
    #expect(bench.card.triesLeft == 3)
  }
}

/// A login at the real service, whatever address the workstation believes to speak to.
private struct RelayedService: LoginService {
  private let genuine: DirectLogin
  private let service: FakeService

  init(_ service: FakeService) {
    self.service = service
    genuine = DirectLogin(service)
  }

  func prepare(_ target: ServiceTarget) async throws(CPSError) -> WorkstationKey {
    service.intercept { _ in nil }
    return try await genuine.prepare(FakeService.target())
  }
  func challenge() async throws(CPSError) -> Challenge { try await genuine.challenge() }
  func open(_ proof: Proof, staying order: StayOrder?) async throws(CPSError) -> SessionReport {
    try await genuine.open(proof, staying: order)
  }
}
