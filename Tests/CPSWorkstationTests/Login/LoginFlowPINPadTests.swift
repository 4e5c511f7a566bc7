import CPSCard
import CPSDiagnostics
import CPSProof
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// Logins at a reader with a keypad of its own.
@Suite struct LoginFlowPINPadTests {
  private func login(
    _ bench: LoginBench, at connection: PINPadConnection, _ prompt: ScriptedPrompt,
    usesKeyboard: Bool = false
  ) async throws(CPSError) -> SessionReport {
    try await bench.login(prompt, readers: FakeReaders(connection), usesKeyboard: usesKeyboard)
  }

  @Test func `the person is sent to the reader and types nothing here`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .types("1234"))
    let prompt = ScriptedPrompt([])
    _ = try await login(bench, at: connection, prompt)
    #expect(prompt.directions == 1)
    #expect(prompt.requests.map(\.triesLeft) == [3])
    #expect(bench.recorder.verifications == 1)
    #expect(bench.told == ["card 3"])
  }

  @Test func `the challenge is fetched before the person is sent to the reader`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .types("1234"))
    let prompt = ScriptedPrompt([])
    bench.service.intercept { request in
      if request.path == "/cpsauth/challenges" { #expect(prompt.directions == 0) }
      return nil
    }
    _ = try await login(bench, at: connection, prompt)
    #expect(prompt.directions == 1)
  }

  @Test func `only the second transaction has the time of a person`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .types("1234"))
    _ = try await login(bench, at: connection, ScriptedPrompt([]))
    #expect(await connection.deadlines == [.seconds(30), .seconds(60)])
  }

  @Test func `a wrong PIN at the reader may be followed by a new entry there`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .types("9999"), .types("1234"))
    let prompt = ScriptedPrompt([])
    _ = try await login(bench, at: connection, prompt)
    #expect(prompt.directions == 2)
    #expect(prompt.requests.map(\.triesLeft) == [3, 2])
    #expect(bench.recorder.verifications == 2)
  }

  @Test func `--keyboard leaves the keypad of the reader alone`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .fails(.internalFault))
    let prompt = ScriptedPrompt(typing: "1234")
    _ = try await login(bench, at: connection, prompt, usesKeyboard: true)
    #expect(prompt.directions == 0)
    #expect(bench.recorder.verifications == 1)
  }

  @Test func `a PIN that a program gives is not typed at the reader`() async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .fails(.internalFault))
    let prompt = ScriptedPrompt([{ _ in "1234" }], mayAskAgain: false, admitsPINPad: false)
    _ = try await login(bench, at: connection, prompt)
    #expect(prompt.directions == 0)
  }

  @Test(
    arguments: [
      ([0x64, 0x00], Diagnostic.timedOut), ([0x64, 0x01], .cancelled), ([], .pinPadUnusable),
    ] as [([UInt8], Diagnostic)])
  func `HR-14 an entry at the reader that comes to nothing ends the command and costs nothing`(
    answer: [UInt8], diagnostic: Diagnostic
  ) async throws {
    let bench = try LoginBench()
    let connection = PINPadConnection(bench.card, .answers(answer))
    let prompt = ScriptedPrompt([])
    await #expect(throws: CPSError(diagnostic)) { _ = try await login(bench, at: connection, prompt) }
    #expect(prompt.directions == 1)
    #expect(bench.card.triesLeft == 3)
    #expect(bench.service.openSessions == 0)
  }

  @Test func `the last try at the reader is asked about first`() async throws {
    let bench = try LoginBench(TestCard.image(triesLeft: 1))
    let connection = PINPadConnection(bench.card, .types("1234"))
    let prompt = ScriptedPrompt([])
    await #expect(throws: CPSError(.pinLastTry)) { _ = try await login(bench, at: connection, prompt) }
    #expect(prompt.directions == 0)
    #expect(bench.recorder.verifications == 0)
  }
}
