import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

/// The CPS2ter view, read while the PIN is presented.
@Suite struct FormerViewTests {
  private static let activity = FormerView.File(label: "CPS2TER_ACTIVITY_01_PS", path: [0x4010])

  /// The content of the file of the first activity, on a card whose PIN was presented or not.
  private func read(
    opening: Bool = true, through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> [UInt8] {
    let card = try CodeBench().card
    if opening { _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34]) }
    let wire: any CardTransport =
      if let interposer { InterposedTransport(to: card, interposer) } else { VirtualCardTransport(to: card) }
    var channel = CardChannel(over: wire, budget: CardBudget(exchanges: 40, bytes: 8_192))
    return try FormerView.content(of: Self.activity, over: &channel)
  }

  /// A card that answers one instruction of class A0 with `answer`.
  private func answering(_ instruction: UInt8, _ answer: [UInt8]) -> InterposedTransport.Interposer {
    { (command, card) throws(CPSError) in command[1] == instruction ? answer : try card(command) }
  }

  @Test func `a file is found one identifier at a time, and read whole`() throws {
    var commands: [[UInt8]] = []
    let content = try read { (command, card) throws(CPSError) in
      commands.append(command)
      return try card(command)
    }
    #expect(!ASN1Text.all(in: content).isEmpty)
    #expect(commands.map { $0.prefix(2) } == [[0xA0, 0xA4], [0xA0, 0xA4], [0xA0, 0xC0], [0xA0, 0xB0]])
    #expect(commands.last?.last == UInt8(content.count))
  }

  @Test func `without the PIN nothing is read`() {
    #expect(throws: CPSError(.unexpectedStatus)) { try read(opening: false) }
  }

  @Test func `a file that is not there is missed by its label`() {
    let error = #expect(throws: CPSError(.cardIncomplete)) {
      try read(through: answering(0xA4, [0x94, 0x04]))
    }
    #expect(error?.values["element"] == "CPS2TER_ACTIVITY_01_PS")
  }

  @Test(arguments: [[0x90, 0x00], [0x9F, 0x00], [0x6E, 0x00], [0x92, 0x40], [0x98, 0x04]] as [[UInt8]])
  func `a selection without a header is refused`(status: [UInt8]) {
    #expect(throws: CPSError(.unexpectedStatus)) { try read(through: answering(0xA4, status)) }
  }

  @Test(
    arguments: [
      [0x85, 0x05, 0x00, 0x10, 0x40, 0x11, 0x04], [0x85, 0x05, 0x00, 0x10, 0x40, 0x10, 0x02],
      [0x85, 0x04, 0x00, 0x10, 0x40, 0x10, 0x00], [0x62, 0x05, 0x00, 0x10, 0x40, 0x10, 0x04],
      [0x85, 0x7F, 0x00, 0x10, 0x40, 0x10, 0x04],
    ] as [[UInt8]])
  func `HC-12 the header of another file is refused`(header: [UInt8]) {
    #expect(throws: CPSError(.malformedTLV)) { try read(through: answering(0xC0, header + [0x90, 0x00])) }
  }

  @Test func `HC-08 a file that is announced too long is not read`() {
    let header: [UInt8] = [0x85, 0x05, 0xFF, 0xFF, 0x40, 0x10, 0x04, 0x90, 0x00]
    #expect(throws: CPSError(.lengthMismatch)) { try read(through: answering(0xC0, header)) }
  }

  @Test func `HC-05 reading without progress is refused`() {
    #expect(throws: CPSError(.noProgress)) { try read(through: answering(0xB0, [0x90, 0x00])) }
  }

  @Test func `files that are broken spoil only themselves`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    let wire = InterposedTransport(to: bench.card) { (command, card) throws(CPSError) in
      command.prefix(2) == [0xA0, 0xC0] ? [0x85, 0x00, 0x90, 0x00] : try card(command)
    }
    var channel = CardChannel(over: wire, budget: CardInspection.privateDataBudget)
    let data = try CardInspection.privateData(
      prepared, over: &channel, pin: try TestCards.pin(), lastTry: .refuse)
    let former = data.objects.filter { $0.application == nil }
    #expect(former.count == 4)
    #expect(former.allSatisfy { $0.content == .unreadable(.malformedTLV) })
    #expect(data.objects.contains { !$0.texts.isEmpty })
  }

  @Test func `a card without this view lists nothing of it`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    let wire = InterposedTransport(to: bench.card) { (command, card) throws(CPSError) in
      command[0] == 0xA0 ? [0x94, 0x04] : try card(command)
    }
    var channel = CardChannel(over: wire, budget: CardInspection.privateDataBudget)
    let data = try CardInspection.privateData(
      prepared, over: &channel, pin: try TestCards.pin(), lastTry: .refuse)
    #expect(data.objects.allSatisfy { $0.application == "CPS" })
  }
}
