import CPSCard
import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

@Suite struct CardInspectionTests {
  private func blockedCard() throws -> Bench {
    var image = try TestCards.image()
    image.pins[0].triesLeft = 0
    return try Bench(image)
  }

  @Test func `shows what the card holds`() async throws {
    let recorder = ExchangeRecorder()
    let image = try TestCards.image()
    let contents = try await CardInspection.contents(
      on: VirtualCardConnection(try VirtualCard(image, recorder: recorder)))
    #expect(contents.generation == .cps3)
    #expect(contents.serial.digits == TestCards.serial)
    #expect(contents.certificates.map(\.role) == [.signature, .authentication])
    #expect(contents.certificates.map(\.der) == [image.content(0xD001), image.content(0xD002)])
    #expect(contents.certificates.allSatisfy { $0.label?.hasPrefix("Certificat") == true })
    #expect(contents.unverifiedHolder?.surname == "FICTIF")
    #expect(contents.unverifiedHolder?.givenName == "Camille")
    #expect(contents.unverifiedHolder?.profession == "Médecin")
    #expect(contents.unverifiedHolder?.nationalIdentifier == "00B6000000")
    #expect(contents.pinStatus.triesLeft == 3)
    #expect(contents.pinLengths == 4...4)
    #expect(!recorder.lines.contains { $0.hasPrefix("> 0020") })
  }

  @Test func `HC-22 a blocked card is shown, too`() async throws {
    let bench = try blockedCard()
    let connection = VirtualCardConnection(bench.card)
    #expect(try await CardInspection.contents(on: connection).pinStatus.isBlocked)
    let report = try await CardInspection.pinReport(on: connection, cached: bench.cache)
    #expect(report.status.triesLeft == 0)
    #expect(report.serial.digits == TestCards.serial)
    #expect(bench.verifications == 0)
  }

  @Test func `the state of a known card's PIN takes five commands`() async throws {
    let bench = try Bench()
    let connection = VirtualCardConnection(bench.card)
    _ = try await CardLogin.prepare(on: connection, cache: bench.cache, environment: .synthetic)
    bench.recorder.reset()
    let report = try await CardInspection.pinReport(on: connection, cached: bench.cache)
    #expect(report.status.triesLeft == 3)
    #expect(report.lengths == 4...4)
    #expect(bench.recorder.count.exchanges == 5)
  }

  @Test func `certificates of the greatest size fit the budget`() async throws {
    let image = try TestCards.image(length: 4_096)
      .replacing(0xD001, with: TestCards.certificate(of: TestCards.signatureKey, length: 4_096))
    let contents = try await CardInspection.contents(on: VirtualCardConnection(try VirtualCard(image)))
    #expect(contents.certificates.map(\.der.count) == [4_096, 4_096])
  }

  @Test func `no card is no contents`() async {
    await #expect(throws: CPSError(.noCard)) {
      try await CardInspection.contents(on: VirtualCardConnection(nil))
    }
  }
}
