import CPSCard
import CPSDiagnostics
import Testing
import VirtualCPS

@testable import CPSWorkstation

@Suite struct PINReplacementFlowTests {
  private static let puk = "87654321"

  private let recorder = ExchangeRecorder()
  private let card: VirtualCard
  private let connection: VirtualCardConnection

  init() throws {
    card = try VirtualCard(TestCard.image(), recorder: recorder)
    connection = VirtualCardConnection(card)
  }

  private func flow(_ prompt: ScriptedCodePrompt, on connection: VirtualCardConnection? = nil)
    -> PINReplacementFlow
  {
    PINReplacementFlow(readers: FakeReaders(connection ?? self.connection), prompt: prompt)
  }

  private func expect(
    _ diagnostic: Diagnostic, _ way: PINReplacementFlow.Way, _ prompt: ScriptedCodePrompt,
    on connection: VirtualCardConnection? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: sourceLocation) {
      _ = try await flow(prompt, on: connection).run(way, in: "Reader 1")
    }
  }

  /// How often the card was sent a code, in whatever command.
  private var codesSent: Int {
    recorder.lines.count { $0.hasPrefix("> 0020") || $0.hasPrefix("> 0024") || $0.hasPrefix("> 002C") }
  }

  @Test func `a PIN is changed by the one that holds, the new one typed twice`() async throws {
    let prompt = ScriptedCodePrompt(typing: ["1234", "4711", "4711"])
    let outcome = try await flow(prompt).run(.change, in: "Reader 1")
    #expect(outcome.pin?.triesLeft == 3)
    #expect(prompt.questions == [.currentPIN, .newPIN, .newPINAgain])
    #expect(prompt.tries == [3, nil, nil])
    await expect(
      .pinWrong, .change, ScriptedCodePrompt(typing: ["1234", "0815", "0815"], isPerson: false))
  }

  @Test func `a program gives the new PIN once`() async throws {
    let prompt = ScriptedCodePrompt(typing: ["1234", "4711"], isPerson: false)
    _ = try await flow(prompt).run(.change, in: "Reader 1")
    #expect(prompt.questions == [.currentPIN, .newPIN])
  }

  @Test func `a blocked PIN is unblocked by the unblocking code`() async throws {
    let blocked = try VirtualCard(TestCard.image(triesLeft: 0), recorder: recorder)
    let connection = VirtualCardConnection(blocked)
    let refused = ScriptedCodePrompt(typing: ["1234", "4711", "4711"])
    await expect(.pinBlocked, .change, refused, on: connection)
    #expect(refused.questions == [])
    let prompt = ScriptedCodePrompt(typing: [Self.puk, "4711", "4711"])
    let outcome = try await flow(prompt, on: connection).run(.unblock, in: "Reader 1")
    #expect(outcome.pin?.triesLeft == 3)
    #expect(blocked.triesLeft == 3)
    #expect(prompt.questions == [.unblockingCode, .newPIN, .newPINAgain])
  }

  @Test func `two entries that differ send nothing, and are asked for again`() async throws {
    let prompt = ScriptedCodePrompt(typing: ["1234", "4711", "4712", "1234", "4711", "4711"])
    _ = try await flow(prompt).run(.change, in: "Reader 1")
    #expect(codesSent == 1)
    #expect(prompt.questions.count == 6)
  }

  @Test(arguments: [["12345", "4711", "4711"], ["1234", "12345", "4711"], ["1234", "1234", "1234"]])
  func `an entry that the card excludes sends nothing`(entries: [String]) async throws {
    let row: [Diagnostic] = [.pinMalformed, .pinNewMalformed, .pinSame]
    let index = entries[0].count == 5 ? 0 : entries[1].count == 5 ? 1 : 2
    await expect(row[index], .change, ScriptedCodePrompt(typing: entries, isPerson: false))
    #expect(codesSent == 0)
    #expect(card.triesLeft == 3)
  }

  @Test func `a wrong PIN costs one try, and the next prompt tells it`() async throws {
    let prompt = ScriptedCodePrompt(typing: ["9999", "4711", "4711", "1234", "4711", "4711"])
    _ = try await flow(prompt).run(.change, in: "Reader 1")
    #expect(prompt.tries == [3, nil, nil, 2, nil, nil])
    #expect(codesSent == 2)
  }

  @Test func `the last try needs an express yes`() async throws {
    let last = try VirtualCard(TestCard.image(triesLeft: 1), recorder: recorder)
    let connection = VirtualCardConnection(last)
    let refused = ScriptedCodePrompt(typing: ["1234", "4711"], isPerson: false)
    await expect(.pinLastTry, .change, refused, on: connection)
    #expect(refused.questions == [])
    #expect(codesSent == 0)
    let agreed = ScriptedCodePrompt(typing: ["1234", "4711"], isPerson: false, confirmsLastTry: true)
    _ = try await flow(agreed, on: connection).run(.change, in: "Reader 1")
    #expect(agreed.confirmations == 1)
  }

  @Test func `CC-03 a card exchanged during the prompt never gets a code`() async throws {
    let other = try VirtualCard(TestCard.image(serial: TestCard.otherSerial), recorder: recorder)
    let prompt = ScriptedCodePrompt(typing: ["1234", "4711"], isPerson: false) { [connection] _ in
      connection.cause(.exchange(other))
    }
    await expect(.cardChanged, .change, prompt)
    #expect(codesSent == 0)
  }

  @Test func `leaving the prompt sends nothing`() async throws {
    await expect(.cancelled, .unblock, ScriptedCodePrompt(typing: [Self.puk]))
    #expect(codesSent == 0)
  }

  @Test func `a person has five entries`() async throws {
    let entries = (0..<6).flatMap { _ in ["1234", "4711", "4712"] }
    let prompt = ScriptedCodePrompt(typing: entries)
    await expect(.pinNewDiffers, .change, prompt)
    #expect(prompt.questions.count == 15)
  }
}
