import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

@Suite struct CardPresenceTests {
  private let recorder = ExchangeRecorder()

  private func connection(to card: VirtualCard?) -> VirtualCardConnection { VirtualCardConnection(card) }

  @Test(arguments: [
    (VirtualCardGeneration.cps3, CardGeneration.cps3), (.cps4, .cps4), (.cps4T0, .cps4T0),
  ])
  func `the same card is there, in few commands and without VERIFY`(
    made: VirtualCardGeneration, generation: CardGeneration
  ) async throws {
    let card = try VirtualCard(TestCards.image(made), recorder: recorder)
    try await CardPresence.requireCard(
      try CardSerial(digits: TestCards.serial), of: generation, on: connection(to: card))
    #expect(recorder.lines.count { $0.hasPrefix(">") } <= 4)
    #expect(!recorder.lines.contains { $0.hasSuffix("**") })
  }

  @Test func `HC-26 another serial is another card`() async throws {
    let card = try VirtualCard(TestCards.image(), recorder: recorder)
    await #expect(throws: CPSError(.cardChanged)) {
      try await CardPresence.requireCard(
        try CardSerial(digits: "00000001"), of: .cps3, on: connection(to: card))
    }
  }

  @Test func `HC-31 another kind of card is another card`() async throws {
    var image = try TestCards.image()
    image.masterFile.files = []
    let card = try VirtualCard(image, recorder: recorder)
    await #expect(throws: CPSError(.cardChanged)) {
      try await CardPresence.requireCard(
        try CardSerial(digits: TestCards.serial), of: .cps3, on: connection(to: card))
    }
  }

  @Test func `an empty reader has no card`() async throws {
    await #expect(throws: CPSError(.noCard)) {
      try await CardPresence.requireCard(
        try CardSerial(digits: TestCards.serial), of: .cps3, on: connection(to: nil))
    }
  }
}
