import CPSCard
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

@Suite struct CardConditionTests {
  private static let verification: [VirtualCardGeneration: [UInt8]] = [
    .cps3: [0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34],
    .cps4: [0x01, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34],
  ]

  private func condition(
    of card: VirtualCard, in environment: TrustEnvironment = .synthetic
  ) throws(CPSError) -> CardCondition {
    var channel = CardChannel(
      over: VirtualCardTransport(to: card), budget: CardLogin.preparationBudget)
    return try CardInspection.condition(over: &channel, in: environment)
  }

  private func image(_ generation: VirtualCardGeneration) throws -> VirtualCardImage {
    let key = try TestCards.authenticationKey
    let certificate = try TestCards.certificate(of: key, length: 1_328)
    let credential = VirtualCardMaker.Credential(privateKey: try key.pkcs8(), certificate: certificate)
    return try VirtualCardMaker(
      serialDigits: TestCards.serial, pin: TestCards.pin, puk: "87654321", signature: credential,
      authentication: credential
    ).image(generation)
  }

  private func insert(_ image: VirtualCardImage) throws -> VirtualCard {
    let card = try VirtualCard(image)
    card.insert()
    card.powerOn()
    return card
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4])
  func `HC-24 HC-25 a card that stands open shows it without VERIFY`(
    generation: VirtualCardGeneration
  ) throws {
    let card = try insert(image(generation))
    let closed = try condition(of: card)
    #expect(!closed.standsOpen)
    #expect(closed.serial.digits == TestCards.serial)
    #expect(closed.pinStatus.triesLeft == 3)

    let bytes = try #require(Self.verification[generation])
    _ = try condition(of: card)
    #expect(try VirtualCardTransport(to: card).transmit(bytes.span) == [0x90, 0x00])
    #expect(try condition(of: card).standsOpen)
    card.reset()
    #expect(try !condition(of: card).standsOpen)
  }

  /// A login does not need them.
  @Test(arguments: [[], [0x30, 0x82, 0xFF, 0xFF], [0x30, 0x00], [UInt8](repeating: 0, count: 64)])
  func `HC-10 data objects that cannot be read are taken for closed`(list: [UInt8]) throws {
    let card = try insert(image(.cps3).replacing(0x7005, with: list))
    #expect(try !condition(of: card).standsOpen)
  }

  @Test func `a blocked card is looked at as well`() throws {
    var image = try image(.cps3)
    image.pins[0].triesLeft = 0
    #expect(try condition(of: insert(image)).pinStatus.isBlocked)
  }

  @Test func `HC-29 a release candidate is told where it has no place`() throws {
    let card = try insert(image(.cps4ReleaseCandidate))
    #expect(try condition(of: card).generation == .cps4ReleaseCandidate)
    #expect(throws: CPSError(.cardForTestsOnly)) { try condition(of: card, in: .production) }
  }
}
