import CPSDiagnostics
import TestSupport
import Testing

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
}
