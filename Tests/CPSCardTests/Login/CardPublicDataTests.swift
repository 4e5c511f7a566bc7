import CPSDiagnostics
import CPSProof
import FoundationEssentials
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

@Suite struct CardPublicDataTests {
  private func json(_ data: CardPublicData) throws -> String {
    String(decoding: try JSONEncoder().encode(data), as: UTF8.self)
  }

  private func decode(_ text: String) throws -> CardPublicData {
    try JSONDecoder().decode(CardPublicData.self, from: Data(text.utf8))
  }

  @Test func `public data comes back as it was kept`() throws {
    let data = try Bench().prepare().publicData
    #expect(try decode(json(data)) == data)
    let named = CardPublicData(
      serial: data.serial, generation: data.generation,
      authenticationCertificate: data.authenticationCertificate, application: .name([0xA0, 0x00]),
      keyReference: 0x82,
      pin: PINReference(
        cla: 0, number: 1, lengths: 4...8, padding: PINReference.Padding(storedLength: 8, filler: 0xFF)))
    #expect(try decode(json(named)) == named)
  }

  @Test(arguments: [
    ("\"99213845\"", "\"9921384\""), ("\"99213845\"", "\"9921384x\""), ("\"cps3\"", "\"cps9\""),
    ("\"PwAAAQ\"", "\"PwAA\""), ("\"PwAAAQ\"", "\"\""), ("\"PwAAAQ\"", "\"###\""), ("130", "300"),
    ("[4,4]", "[5,4]"), ("\"keyReference\"", "\"other\""),
  ])
  func `ST-10 kept data that was spoilt is not read`(original: String, replacement: String) throws {
    let text = try json(Bench().prepare().publicData)
    let spoilt = text.split(separator: original, omittingEmptySubsequences: false).joined(
      separator: replacement)
    #expect(spoilt != text)
    #expect(throws: (any Error).self) { try decode(spoilt) }
  }

  @Test func `ST-10 kept data of another card, generation or PIN is read again from the card`() throws {
    let bench = try Bench()
    let data = try bench.prepare().publicData
    let reference = PINReference(cla: 0, number: 9, lengths: 4...4)
    for (serial, generation, certificate, pin) in [
      (
        try CardSerial(digits: TestCards.otherSerial), data.generation, data.authenticationCertificate,
        data.pin
      ),
      (data.serial, CardGeneration.cps4, data.authenticationCertificate, data.pin),
      (data.serial, data.generation, [0x30, 0x00], data.pin),
      (data.serial, data.generation, data.authenticationCertificate, reference),
    ] {
      let poisoned = CardPublicData(
        serial: serial, generation: generation, authenticationCertificate: certificate,
        application: data.application, keyReference: data.keyReference, pin: pin)
      var channel = CardChannel(
        over: VirtualCardTransport(to: bench.card), budget: CardLogin.preparationBudget)
      let prepared = try CardLogin.prepare(
        over: &channel, cached: OneAnswerCache(answer: poisoned), environment: .synthetic)
      #expect(!prepared.isFromCache)
      #expect(prepared.publicData == data)
    }
  }

  /// A cache that answers every question with the same data.
  private struct OneAnswerCache: CardPublicDataCache {
    let answer: CardPublicData
    func publicData(of serial: CardSerial) -> CardPublicData? { answer }
    func store(_ data: CardPublicData) {}
    func remove(_ serial: CardSerial) {}
  }
}
