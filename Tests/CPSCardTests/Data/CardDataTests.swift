import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

/// Data objects read without and with the PIN.
@Suite struct CardDataTests {
  private typealias Encoding = DirectoryEncoding

  private func data(of image: VirtualCardImage) throws -> CardData {
    try contents(of: CodeBench(image)).data
  }

  private func contents(
    of bench: CodeBench, through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> CardContents {
    let wire: any CardTransport =
      if let interposer { InterposedTransport(to: bench.card, interposer) } else {
        VirtualCardTransport(to: bench.card)
      }
    var channel = CardChannel(over: wire, budget: CardInspection.contentsBudget)
    return try CardInspection.contents(over: &channel)
  }

  /// An entry of DODF.
  private func entry(_ label: String, isPrivate: Bool = false, path: [UInt8]) -> [UInt8] {
    Encoding.sequence(
      Encoding.sequence(
        Encoding.label(label), isPrivate ? [0x03, 0x02, 0x07, 0x80] : [],
        isPrivate ? Encoding.octets([0x01]) : []),
      Encoding.sequence(Encoding.label("CPS")), Encoding.object(0xA1, Encoding.path(path)))
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4, .cps4T0])
  func `the objects are named by the card, and the private ones stay closed`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try CodeBench(TestCards.image(generation))
    let data = try contents(of: bench).data
    #expect(data.fault == nil)
    #expect(data.validity == nil)
    let free = data.objects.filter { !$0.isPrivate }
    #expect(
      free.prefix(5).map(\.kind) == [
        .cardData, .cardIdentity, .holderName, .holderLanguages, .holderInformation,
      ])
    #expect(free.first?.isModifiable == true)
    #expect(free.first?.isBlank == true)
    #expect(free.dropFirst().allSatisfy { !$0.isModifiable && !$0.isBlank && !$0.texts.isEmpty })
    #expect(data.objects.allSatisfy { $0.application == "CPS" })
    let closed = data.objects.filter(\.isPrivate)
    #expect(closed.map(\.kind) == [.activity(1), .activity(2), .activity(7)])
    #expect(closed.allSatisfy { $0.content == .closed && $0.texts.isEmpty && !$0.isBlank })
    #expect(bench.secretCommands.isEmpty)
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4, .cps4T0])
  func `the PIN opens the private ones, in one transaction that ends with a reset`(
    generation: VirtualCardGeneration
  ) async throws {
    let recorder = ExchangeRecorder()
    let card = try VirtualCard(try TestCards.image(generation), recorder: recorder)
    let connection = TransactionLog(VirtualCardConnection(card))
    let prepared = try await CardPIN.prepare(on: connection)
    let data = try await CardInspection.privateData(
      prepared, on: connection, pin: try TestCards.pin(), lastTry: .refuse)
    let activities = data.objects.filter(\.isPrivate)
    #expect(activities.prefix(3).map(\.kind) == [.activity(1), .activity(2), .activity(7)])
    let former: [CardDataKind] = [
      .billingSituations, .formerActivity(1), .formerActivity(2), .formerActivity(7),
    ]
    #expect(activities.dropFirst(3).map(\.kind) == (generation == .cps3 ? former : []))
    for activity in activities {
      guard case .bytes(let bytes) = activity.content else {
        Issue.record("\(activity)")
        continue
      }
      #expect(!bytes.isEmpty)
    }
    #expect(data.fault == nil)
    #expect(connection.ends == [.leave, .reset])
    #expect(recorder.lines.count { $0.hasSuffix("**") } == 1)
    let closed = try await CardInspection.contents(on: connection).data
    #expect(closed.objects.filter(\.isPrivate).allSatisfy { $0.content == .closed })
  }

  @Test func `a wrong PIN opens nothing and costs one try`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    var channel = CardChannel(
      over: VirtualCardTransport(to: bench.card), budget: CardInspection.privateDataBudget)
    #expect(throws: CPSError(.pinWrong)) {
      try CardInspection.privateData(
        prepared, over: &channel, pin: try TestCards.pin("9999"), lastTry: .refuse)
    }
    #expect(bench.triesLeft(1) == 2)
    #expect(bench.secretCommands.count == 1)
  }

  @Test func `CC-03 another card does not get the PIN for its data`() throws {
    let prepared = try CodeBench().prepare()
    let other = try CodeBench(TestCards.image(serial: TestCards.otherSerial))
    var channel = CardChannel(
      over: VirtualCardTransport(to: other.card), budget: CardInspection.privateDataBudget)
    #expect(throws: CPSError(.cardChanged)) {
      try CardInspection.privateData(prepared, over: &channel, pin: try TestCards.pin(), lastTry: .refuse)
    }
    #expect(other.secretCommands.isEmpty)
  }

  @Test func `an object that is absent, too long or cut short spoils only itself`() throws {
    let directory =
      entry("CPS_ID_CARD", path: [0x3F, 0x00, 0x00, 0x01, 0xDE, 0xAD])
      + entry("CPS_NAME_PS", path: [0x3F, 0x00, 0x00, 0x01, 0xD1, 0x01])
      + entry("Autre", path: [0xD1, 0x03])
    let image = try TestCards.image().replacing(0x7005, with: directory)
      .replacing(0xD101, with: [UInt8](repeating: 0x30, count: 5_000))
    let data = try data(of: image)
    #expect(data.fault == nil)
    #expect(data.objects.map(\.kind) == [.cardIdentity, .holderName, .unknown])
    #expect(data.objects[0].content == .unreadable(.cardIncomplete))
    #expect(data.objects[1].content == .unreadable(.lengthMismatch))
    #expect(!data.objects[2].texts.isEmpty)
  }

  @Test(
    arguments: [[0x30], [0x30, 0x80], [0x30, 0x00], [0x30, 0x02, 0x30, 0x00], [0x00, 0x01]] as [[UInt8]])
  func `HC-10 a directory of data that is broken does not hide the rest of the card`(content: [UInt8]) throws
  {
    let bench = try CodeBench(TestCards.image().replacing(0x7005, with: content))
    let contents = try contents(of: bench)
    #expect(contents.data.objects.isEmpty)
    #expect(contents.data.fault == .malformedTLV)
    #expect(contents.certificates.count == 2)
  }

  @Test func `an object that the card keeps closed though it is said to be free is closed`() throws {
    let data = try data(
      of: TestCards.image().replacing(
        0x7005, with: entry("CPS_ACTIVITY_01_PS", path: [0x3F, 0x00, 0x00, 0x01, 0xD1, 0x20])))
    #expect(data.objects.map(\.content) == [.closed])
  }

  @Test func `HC-01 objects beyond the budget are not read, and the rest is shown`() throws {
    var directory: [UInt8] = []
    for _ in 0..<18 { directory += entry("CPS_DATA", path: [0x3F, 0x00, 0x00, 0x01, 0xD1, 0x07]) }
    let image = try TestCards.image().replacing(0x7005, with: directory)
      .replacing(0xD107, with: [UInt8](repeating: 0x00, count: 4_096))
    let data = try data(of: image)
    #expect(data.objects.count == 18)
    #expect(data.objects.first?.isBlank == true)
    #expect(data.objects.last?.content == .unreadable(.cardBudgetExceeded))
  }

  @Test func `a card that is pulled out while its data is read is missed`() throws {
    let bench = try CodeBench()
    #expect(throws: CPSError(.cardRemoved)) {
      try contents(of: bench) { (command, card) throws(CPSError) in
        guard command[1] != 0xA4 || command.suffix(2) != [0xD1, 0x01] else {
          throw CPSError(.cardRemoved)
        }
        return try card(command)
      }
    }
  }
}
