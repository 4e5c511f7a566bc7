import CPSCard
import CPSDiagnostics
import TestSupport
import Testing
import VirtualCPS

@testable import CPSWorkstation

@Suite struct CardFinderTests {
  private let empty = ReaderStatus(name: "A", card: .absent)
  private let full = ReaderStatus(name: "B", card: .present)

  @Test func `the only reader with a card is taken`() async throws {
    let finder = CardFinder(among: FakeReaders([empty, full]), named: nil)
    #expect(try await finder.find(waiting: nil) == "B")
  }

  @Test func `HR-18 a name is taken exactly`() async throws {
    let readers = FakeReaders([full, ReaderStatus(name: "B 00 01", card: .present)])
    #expect(try await CardFinder(among: readers, named: "B 00 01").find(waiting: nil) == "B 00 01")
    await #expect(throws: CPSError(.readerNotFound)) {
      _ = try await CardFinder(among: readers, named: "b").find(waiting: nil)
    }
  }

  @Test func `a card that comes in time is taken`() async throws {
    let readers = FakeReaders([empty])
    let finding = Task { try await CardFinder(among: readers, named: nil).find(waiting: .seconds(300)) }
    try await eventually("the finder watches") { readers.watchers == 1 }
    readers.become([empty, full])
    #expect(try await finding.value == "B")
  }

  @Test func `when time runs out, the error says what still lacks`() async throws {
    let mute = ReaderStatus(name: "C", card: .mute)
    let cases: [([ReaderStatus], String?, Diagnostic)] = [
      ([], nil, .noReader), ([empty], nil, .noCard), ([empty], "A", .noCard), ([full], "A", .readerNotFound),
      ([mute], nil, .cardUnresponsive),
    ]
    for (statuses, name, diagnostic) in cases {
      let finder = CardFinder(among: FakeReaders(statuses), named: name)
      await #expect(throws: CPSError(diagnostic)) { _ = try await finder.find(waiting: .milliseconds(10)) }
    }
  }

  @Test func `several cards are not waited for`() async throws {
    let finder = CardFinder(
      among: FakeReaders([full, ReaderStatus(name: "C", card: .present)]), named: nil)
    await #expect(throws: CPSError(.readerAmbiguous)) { _ = try await finder.find(waiting: .seconds(300)) }
  }

  @Test func `a resource manager that goes ends the wait`() async throws {
    let readers = FakeReaders([])
    let finding = Task { try await CardFinder(among: readers, named: nil).find(waiting: .seconds(300)) }
    try await eventually("the finder watches") { readers.watchers == 1 }
    readers.fail(CPSError(.readerServiceUnavailable))
    await #expect(throws: CPSError(.readerServiceUnavailable)) { _ = try await finding.value }
  }

  @Test func `CC-07 a wait can be cancelled`() async throws {
    let readers = FakeReaders([empty])
    let finding = Task { try await CardFinder(among: readers, named: nil).find(waiting: .seconds(300)) }
    try await eventually("the finder watches") { readers.watchers == 1 }
    finding.cancel()
    await #expect(throws: CPSError(.cancelled)) { _ = try await finding.value }
  }

  /// Two readers of the same make, with a card each.
  private func twoReaders(exchanged: Bool = false) throws -> FakeReaders {
    let cards = try [TestCard.serial, TestCard.otherSerial].map { serial in
      VirtualCardConnection(try VirtualCard(TestCard.image(serial: serial)))
    }
    let present = ["R 00 00", "R 01 00"].map { ReaderStatus(name: $0, card: .present) }
    return FakeReaders(
      present, connections: ["R 00 00": cards[exchanged ? 1 : 0], "R 01 00": cards[exchanged ? 0 : 1]])
  }

  @Test(arguments: [(false, "R 00 00"), (true, "R 01 00")])
  func `HR-18 a card is found by its serial, in whichever reader it is`(
    exchanged: Bool, name: String
  ) async throws {
    let serial = try CardSerial(digits: TestCard.serial)
    let finder = CardFinder(among: try twoReaders(exchanged: exchanged), named: nil, holding: serial)
    #expect(try await finder.find(waiting: nil) == name)
  }

  @Test func `HR-18 a card that is in no reader is not another one`() async throws {
    let serial = try CardSerial(digits: "99000009")
    let error = await #expect(throws: CPSError(.cardNotFound)) {
      _ = try await CardFinder(among: try twoReaders(), named: nil, holding: serial).find(waiting: nil)
    }
    #expect(error?.values["serial"] == "99000009")
    // Nor is it looked for in other readers than the one that was named.
    let own = try CardSerial(digits: TestCard.serial)
    await #expect(throws: CPSError(.cardNotFound)) {
      _ = try await CardFinder(among: try twoReaders(), named: "R 01 00", holding: own).find(waiting: nil)
    }
  }

  @Test func `HR-18 cards that are none of ours are passed over`() async throws {
    let serial = try CardSerial(digits: TestCard.serial)
    var foreign = try TestCard.image(serial: TestCard.otherSerial)
    foreign.masterFile.name = [0xA0, 0x00, 0x00, 0x00, 0x04]
    let readers = FakeReaders(
      ["A", "B", "C", "D"].map { ReaderStatus(name: $0, card: $0 == "A" ? .mute : .present) },
      connections: [
        "B": VirtualCardConnection(try VirtualCard(foreign)), "C": EmptyReader(),
        "D": VirtualCardConnection(try VirtualCard(TestCard.image())),
      ])
    #expect(try await CardFinder(among: readers, named: nil, holding: serial).find(waiting: nil) == "D")
  }

  @Test func `a resource manager that is started again is waited for where a card was lost`() async throws {
    let readers = FakeReaders([full])
    readers.fail(CPSError(.readerServiceDead))
    let finder = CardFinder(among: readers, named: nil, awaitsRestart: true)
    let finding = Task { try await finder.find(waiting: .seconds(300)) }
    try await eventually("the finder watches") { readers.watchers == 1 }
    readers.recover()
    #expect(try await finding.value == "B")
  }
}
