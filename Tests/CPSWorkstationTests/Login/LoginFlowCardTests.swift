import CPSDiagnostics
import SmartCard
import Synchronization
import Testing
import VirtualCPS

@testable import CPSWorkstation

/// What may happen to the card on the way.
@Suite struct LoginFlowCardTests {
  private func expect(
    _ diagnostic: Diagnostic, from bench: LoginBench, _ prompt: ScriptedPrompt, verifications: Int,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: sourceLocation) {
      _ = try await bench.login(prompt)
    }
    #expect(bench.recorder.verifications == verifications, sourceLocation: sourceLocation)
    #expect(bench.service.openSessions == 0, sourceLocation: sourceLocation)
  }

  @Test func `CC-03 a card exchanged during the prompt never gets the PIN`() async throws {
    let recorder = ExchangeRecorder()
    let other = try VirtualCard(TestCard.image(serial: TestCard.otherSerial), recorder: recorder)
    let bench = try LoginBench(atTransaction: { $0 == 2 ? .exchange(other) : nil })
    await expect(.cardChanged, from: bench, ScriptedPrompt(typing: "1234"), verifications: 0)
    #expect(recorder.verifications == 0)
    #expect(other.triesLeft == 3)
  }

  @Test func `a card taken out during the prompt costs nothing`() async throws {
    let bench = try LoginBench(atTransaction: { $0 == 2 ? .removal : nil })
    await expect(.noCard, from: bench, ScriptedPrompt(typing: "1234"), verifications: 0)
    #expect(bench.card.triesLeft == 3)
  }

  @Test func `HC-33 a card pulled during VERIFY may have lost a try, and nothing is repeated`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt([
      { _ in
        // The serial is re-read by two commands, then comes VERIFY.
        bench.card.plan(CardFault(.removalAfterAction, afterExchanges: 2))
        return "9999"
      },
      { _ in "1234" },
    ])
    await expect(.pinStateUnknown, from: bench, prompt, verifications: 1)
    #expect(prompt.requests.count == 1)
    #expect(bench.card.triesLeft == 2)
  }

  /// A card whose answer to the first VERIFY is lost, although it acted on it.
  private func benchWithLostVerdict(
    atTransaction: @escaping @Sendable (Int) -> VirtualReaderEvent? = { _ in nil }
  ) throws -> (bench: LoginBench, prompt: ScriptedPrompt) {
    let bench = try LoginBench(atTransaction: atTransaction)
    let prompt = ScriptedPrompt([
      { _ in
        bench.card.plan(CardFault(.emptyAnswer, afterExchanges: 2))
        return "9999"
      },
      { _ in "1234" },
    ])
    return (bench, prompt)
  }

  @Test func `HR-02 after a VERIFY without an answer the counter is read before anybody is asked again`()
    async throws
  {
    let (bench, prompt) = try benchWithLostVerdict()
    _ = try await bench.login(prompt)
    #expect(prompt.requests.map(\.triesLeft) == [3, 2])
    #expect(bench.recorder.verifications == 2)
    #expect(bench.told == ["card 3", "signing", "refused pin.state-unknown", "card 2", "signing"])
  }

  @Test func `HR-02 after a VERIFY without an answer another card is not asked`() async throws {
    let recorder = ExchangeRecorder()
    let other = try VirtualCard(TestCard.image(serial: TestCard.otherSerial), recorder: recorder)
    let (bench, prompt) = try benchWithLostVerdict { $0 == 3 ? .exchange(other) : nil }
    await expect(.pinStateUnknown, from: bench, prompt, verifications: 1)
    #expect(prompt.requests.count == 1)
    #expect(recorder.verifications == 0)
  }

  @Test func `HR-02 a card exchanged after it was found again is not asked either`() async throws {
    let other = try VirtualCard(TestCard.image(serial: TestCard.otherSerial))
    let (bench, prompt) = try benchWithLostVerdict { $0 == 4 ? .exchange(other) : nil }
    await expect(.cardChanged, from: bench, prompt, verifications: 1)
    #expect(prompt.requests.count == 1)
    #expect(other.triesLeft == 3)
  }

  @Test func `HC-23 HR-02 a VERIFY without an answer that cost two tries is an alarm`() async throws {
    let card = Mutex<VirtualCard?>(nil)
    let (bench, prompt) = try benchWithLostVerdict { transaction in
      if transaction == 3 {
        _ = card.withLock { $0?.transmit([0x00, 0x20, 0x00, 0x01, 0x04, 0x30, 0x30, 0x30, 0x30]) }
      }
      return nil
    }
    card.withLock { $0 = bench.card }
    await #expect(throws: CPSError(.pinCounterAnomaly)) { _ = try await bench.login(prompt) }
    #expect(prompt.requests.count == 1)
    #expect(bench.card.triesLeft == 1)
  }

  @Test func `HR-02 a program that gave the PIN is not asked again`() async throws {
    let bench = try LoginBench()
    let entry: ScriptedPrompt.Entry = { _ in
      bench.card.plan(CardFault(.emptyAnswer, afterExchanges: 2))
      return "1234"
    }
    let prompt = ScriptedPrompt([entry, entry], mayAskAgain: false)
    await expect(.pinStateUnknown, from: bench, prompt, verifications: 1)
  }

  @Test func `a card pulled before VERIFY costs nothing`() async throws {
    let bench = try LoginBench()
    let prompt = ScriptedPrompt([
      { _ in
        bench.card.plan(CardFault(.removal, afterExchanges: 1))
        return "1234"
      }
    ])
    await expect(.cardRemoved, from: bench, prompt, verifications: 0)
    #expect(bench.card.triesLeft == 3)
  }

  @Test func `no reader, no card, a mute card, several cards: each has its own error`() async throws {
    let present = ReaderStatus(name: "Reader 1", card: .present)
    let cases: [([ReaderStatus], Diagnostic)] = [
      ([], .noReader), ([ReaderStatus(name: "Reader 1", card: .absent)], .noCard),
      ([ReaderStatus(name: "Reader 1", card: .mute)], .cardUnresponsive),
      ([present, ReaderStatus(name: "Reader 2", card: .present)], .readerAmbiguous),
    ]
    for (statuses, diagnostic) in cases {
      let bench = try LoginBench()
      let prompt = ScriptedPrompt(typing: "1234")
      await #expect(throws: CPSError(diagnostic)) {
        _ = try await bench.login(prompt, readers: FakeReaders(statuses))
      }
      #expect(prompt.requests.isEmpty)
    }
  }

  @Test func `HC-31 another card is named as such, without VERIFY`() async throws {
    var image = try TestCard.image()
    image.masterFile.name = [0xA0, 0x00, 0x00, 0x00, 0x04]
    let bench = try LoginBench(image)
    let prompt = ScriptedPrompt(typing: "1234")
    await expect(.notACPS, from: bench, prompt, verifications: 0)
    #expect(prompt.requests.isEmpty)
  }
}
