import CPSDiagnostics
import CPSProof
import CPSWorkstation
import SmartCard
import TestSupport
import Testing
import VirtualCPS

@testable import CPSDoctor

@Suite struct CardCheckTests {
  private let fake: FakeMachine
  private let recorder = ExchangeRecorder()

  init() throws { fake = try FakeMachine() }

  private func image(_ generation: VirtualCardGeneration = .cps3) throws -> VirtualCardImage {
    try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician")).image(generation)
  }

  private func insert(_ image: VirtualCardImage) throws {
    fake.readers.statuses = [ReaderStatus(name: "Reader 1", card: .present)]
    fake.readers.connection = VirtualCardConnection(try VirtualCard(image, recorder: recorder))
  }

  private func found() async -> [Finding] { await CardCheck().findings(on: fake.machine) }

  @Test func `a CPS3 shows its generation, its speed and its tries`() async throws {
    try insert(image())
    let findings = await found()
    #expect(findings.map(\.code) == ["card.recognised", "card.speed", "pin.status"])
    #expect(findings[0].values == ["generation": "CPS3", "serial": "98000101"])
    #expect(findings[1].values["protocol"] == "T=0")
    #expect(findings[1].values["conversion"] == "372" && findings[1].values["adjustment"] == "1")
    #expect(findings[1].values["speed"] == "10752")
    #expect(findings[2].values == ["left": "3", "maximum": "3"])
  }

  @Test func `a CPS4 is some times faster`() async throws {
    try insert(image(.cps4))
    let findings = await found()
    #expect(findings.map(\.code) == ["card.recognised", "card.speed", "pin.status"])
    #expect(findings[1].values["protocol"] == "T=1")
    #expect(findings[1].values["speed"] == "129032")
  }

  @Test func `HC-25 no PIN is presented, nothing is changed, the card is not reset`() async throws {
    try insert(image())
    _ = await found()
    // Class, then VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER, UPDATE BINARY.
    for instruction in ["20", "24", "2c", "d6"] {
      #expect(!recorder.lines.contains { $0.hasPrefix("> 00\(instruction)") })
    }
    #expect(recorder.lines.count > 10)
  }

  @Test(
    arguments: [
      (.cps3, [0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]),
      (.cps4, [0x01, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]),
    ] as [(VirtualCardGeneration, [UInt8])])
  func `HC-24 HC-25 a card that stands open is remarked, with who may have opened it`(
    generation: VirtualCardGeneration, verification: [UInt8]
  ) async throws {
    let card = try VirtualCard(image(generation), recorder: recorder)
    fake.readers.statuses = [ReaderStatus(name: "Reader 1", card: .present)]
    fake.readers.connection = VirtualCardConnection(card)
    #expect(await found().last?.code == "pin.status")

    let transport = VirtualCardTransport(to: card)
    #expect(try transport.transmit(verification.span) == [0x90, 0x00])
    let open = await found().last
    #expect(open?.code == "pin.open-to-others")
    #expect(open?.severity == .alarm)
    #expect(open?.standing == .remark)
    #expect(open?.cause == .stateKept)

    try fake.run(88, "galss", maps: "/usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0\n")
    #expect(await found().last?.values["holders"] == "galss (88)")
  }

  @Test(arguments: [(0, "pin.blocked", Finding.Standing.obstacle), (1, "pin.last-try", .remark)])
  func `HC-22 few tries are told`(left: UInt8, code: String, standing: Finding.Standing) async throws {
    var image = try image()
    image.pins[0].triesLeft = left
    try insert(image)
    let finding = await found().last
    #expect(finding?.code == code)
    #expect(finding?.standing == standing)
    #expect(finding?.exitStatus == (standing == .obstacle ? .pinBlocked : .success))
  }

  @Test(
    arguments: [
      ([], nil, "reader.none"), ([ReaderStatus(name: "R", card: .absent)], nil, "card.none"),
      ([ReaderStatus(name: "R", card: .mute)], nil, "card.unresponsive"),
      ([ReaderStatus(name: "R", card: .present)], "S", "reader.not-found"),
      (
        [ReaderStatus(name: "R", card: .present), ReaderStatus(name: "S", card: .present)], nil,
        "reader.ambiguous"
      ),
    ] as [([ReaderStatus], String?, String)])
  func `without one card there is nothing to look at`(
    statuses: [ReaderStatus], reader: String?, code: String
  ) async {
    fake.readers.statuses = statuses
    fake.reader = reader
    let findings = await found()
    #expect(findings.map(\.code) == [code])
    #expect(findings.map(\.standing) == [.obstacle])
  }

  @Test func `HC-31 another card is no CPS`() async throws {
    var image = try image()
    image.masterFile.name = [0xA0, 0x00, 0x00, 0x00, 0x04]
    try insert(image)
    #expect(await found().map(\.code) == ["card.not-a-cps"])
  }

  @Test func `HC-29 a card made for tests stops a login in production`() async throws {
    try insert(image(.cps4ReleaseCandidate))
    fake.environment = .production
    #expect(await found().map(\.code) == ["card.for-tests-only"])
  }

  @Test func `HR-08 who holds the card exclusively is named`() async throws {
    try fake.run(77, "pcscd", maps: "/usr/lib/libpcsclite.so.1")
    try fake.run(88, "galss", maps: "7f00 r-xp /usr/lib/x86_64-linux-gnu/libpcsclite.so.1.0.0\n")
    try fake.run(4_242, "cpsauth", maps: "/usr/lib/libpcsclite.so.1")
    try fake.run(99, "bash", maps: "/usr/lib/libc.so.6")
    fake.readers.statuses = [ReaderStatus(name: "R", card: .present, isExclusive: true)]
    let finding = await found().first
    #expect(finding?.code == "card.busy")
    #expect(finding?.cause == .cardHeld)
    #expect(finding?.values["holders"] == "galss (88)")
    #expect(finding?.exitStatus == .cardBusy)
  }

  @Test func `HR-08 a card that is busy by a transaction, and a holder that cannot be seen`() async {
    fake.readers.statuses = [ReaderStatus(name: "R", card: .present)]
    fake.readers.connection = RefusingReader(.cardBusy)
    #expect(await found().map(\.cause) == [.cardHeldUnseen])
  }

  @Test(arguments: [Diagnostic.cardRemoved, .timedOut, .cardReset, .readerServiceUnavailable])
  func `what the reader says is told as it is`(diagnostic: Diagnostic) async {
    fake.readers.statuses = [ReaderStatus(name: "R", card: .present)]
    fake.readers.connection = RefusingReader(diagnostic)
    #expect(await found().map(\.code) == [diagnostic.code])
  }
}
