import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// A step-up from the prompt to the service, with a card.
@Suite struct StepUpFlowTests {
  private static let function: FunctionName = "infopatient.lookup"

  private let service = FakeService()
  private let recorder = ExchangeRecorder()
  private let card: VirtualCard
  private let connection: VirtualCardConnection
  private let agent: RunningAgent
  private let cache = MemoryCardPublicDataCache()

  init() throws {
    card = try VirtualCard(TestCard.image(), recorder: recorder)
    connection = VirtualCardConnection(card)
    agent = try RunningAgent(service)
  }

  private var verifications: Int { recorder.verifications }

  private func flow(_ service: any LoginService, _ prompt: ScriptedPrompt) -> LoginFlow {
    LoginFlow(
      readers: FakeReaders(connection), service: service, prompt: prompt, cache: cache,
      clock: FixedClock(moment: TestCard.moment), recovery: .zero)
  }

  private func logIn() async throws {
    _ = try await flow(try await agent.client.login(), ScriptedPrompt(typing: TestCard.pin)).run(
      LoginOptions(target: try FakeService.target()))
  }

  private func confirm(_ prompt: ScriptedPrompt, about subject: String? = nil) async throws {
    let stepUp = try await agent.client.stepUp(Self.function, about: subject, of: nil)
    _ = try await flow(stepUp, prompt).run(
      stepUp.options(reader: nil, card: nil, wait: nil, usesKeyboard: false))
  }

  @Test func `a step-up asks for the PIN again, says for what, and presents it once`() async throws {
    try await logIn()
    let before = verifications
    let prompt = ScriptedPrompt(typing: TestCard.pin)
    try await confirm(prompt)
    #expect(verifications - before == 1)
    #expect(prompt.requests.map(\.function) == [Self.function])
    #expect(prompt.requests.map(\.server) == [FakeService.audience])
    let question = try #require(prompt.requests.first.map { PromptTexts.entry($0, in: .english) })
    #expect(question.contains("for \(FakeService.audience), to confirm infopatient.lookup."))
    #expect(
      service.paths.suffix(2) == ["POST /cpsauth/challenges", "POST /cpsauth/sessions/current/step-up"])
  }

  @Test func `a login names no function`() async throws {
    let prompt = ScriptedPrompt(typing: TestCard.pin)
    _ = try await flow(try await agent.client.login(), prompt).run(
      LoginOptions(target: try FakeService.target()))
    let request = try #require(prompt.requests.first)
    #expect(request.function == nil)
    #expect(PromptTexts.entry(request, in: .french).contains("pour \(FakeService.audience).\n"))
  }

  @Test func `the card signs over the person`() async throws {
    try await logIn()
    try await confirm(ScriptedPrompt(typing: TestCard.pin), about: "208137512536476")
    #expect(service.openSessions == 1)
  }

  @Test func `another card than that of the login is refused before the prompt`() async throws {
    try await logIn()
    connection.cause(.exchange(try VirtualCard(TestCard.imageOfSomebodyElse())))
    let prompt = ScriptedPrompt(typing: TestCard.pin)
    await #expect(throws: CPSError(.stepUpCardMismatch)) { try await confirm(prompt) }
    #expect(prompt.requests.isEmpty)
    #expect(service.paths.last != "POST /cpsauth/sessions/current/step-up")
    _ = try await agent.client.status()
  }

  @Test func `a wrong PIN costs one try, confirms nothing, and may be typed again`() async throws {
    try await logIn()
    let tokens = service.tokens
    await #expect(throws: CPSError(.pinWrong)) {
      try await confirm(ScriptedPrompt(typing: "0000", mayAskAgain: false))
    }
    #expect(service.tokens == tokens)
    try await confirm(ScriptedPrompt(typing: TestCard.pin))
    let prompt = ScriptedPrompt(typing: "0000", TestCard.pin)
    try await confirm(prompt)
    #expect(prompt.requests.map(\.triesLeft) == [3, 2])
    #expect(service.tokens != tokens)
  }

  @Test func `a session that ends during the prompt is told, and nothing is left of it`() async throws {
    try await logIn()
    let service = service
    let prompt = ScriptedPrompt([
      { _ in
        service.forgetSessions()
        return TestCard.pin
      }
    ])
    await #expect(throws: CPSError(.sessionMissing)) { try await confirm(prompt) }
    await #expect(throws: CPSError(.notLoggedIn)) { _ = try await agent.client.status() }
  }

  @Test func `FT-08 a service that goes during the prompt costs no try`() async throws {
    try await logIn()
    let before = verifications
    let service = service
    let prompt = ScriptedPrompt([
      { _ in
        service.intercept { _ throws(CPSError) in throw CPSError(.serviceUnreachable) }
        return TestCard.pin
      }
    ])
    await #expect(throws: CPSError(.serviceLost)) { try await confirm(prompt) }
    #expect(verifications == before)
  }
}
