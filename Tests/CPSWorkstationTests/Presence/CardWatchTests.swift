import CPSDiagnostics
import Testing
import VirtualCPS

@testable import CPSWorkstation

@Suite struct CardWatchTests {
  private let bench: WatchBench

  init() throws { bench = try WatchBench() }

  private func expectOver(
    _ diagnostic: Diagnostic, _ verdict: CardWatch.Verdict, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(verdict == .over(CPSError(diagnostic)), sourceLocation: sourceLocation)
  }

  @Test func `presence is shown at once, and twice in a lease`() async throws {
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(30)))
    #expect(bench.shown == 1)
    bench.pass(.seconds(29))
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(1)))
    #expect(bench.shown == 1)
    bench.pass(.seconds(1))
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(30)))
    #expect(bench.shown == 2)
  }

  @Test func `one look at the card takes two commands, and none with a PIN`() async throws {
    _ = await bench.watch.look()
    #expect(bench.commands == 2)
    #expect(bench.recorder.verifications == 0)
    bench.pass(.seconds(10))
    _ = await bench.watch.look()
    #expect(bench.commands == 2)
  }

  @Test(arguments: [ReaderStatus.Card.absent, .mute])
  func `CL-10 a card that leaves ends the watch at once`(card: ReaderStatus.Card) async throws {
    _ = await bench.watch.look()
    bench.readers.become([WatchBench.status(2, card)])
    expectOver(.cardLeft, await bench.watch.look())
  }

  @Test func `HR-05 a reader that is unplugged counts as a card that left`() async throws {
    _ = await bench.watch.look()
    bench.readers.become([])
    expectOver(.cardLeft, await bench.watch.look())
  }

  @Test func `a card that was out and is back between two looks has left`() async throws {
    _ = await bench.watch.look()
    bench.readers.become([WatchBench.status(3)])
    expectOver(.cardLeft, await bench.watch.look())
    #expect(bench.shown == 1)
  }

  @Test func `HC-26 another card in the reader is noticed before presence is shown`() async throws {
    _ = await bench.watch.look()
    bench.connection.cause(
      .exchange(try VirtualCard(TestCard.image(serial: TestCard.otherSerial), recorder: bench.recorder)))
    bench.pass(.seconds(30))
    expectOver(.cardLeft, await bench.watch.look())
    #expect(bench.shown == 1)
  }

  @Test func `the resource manager may be gone for a while`() async throws {
    _ = await bench.watch.look()
    bench.readers.fail(CPSError(.readerServiceDead))
    let first = await bench.watch.look()
    #expect(first == .going(next: bench.now + CardWatch.pause))
    bench.pass(.seconds(20))
    _ = await bench.watch.look()
    bench.readers.fail(nil)
    // It counts from the beginning again, and the card is asked who it is before anything else.
    bench.readers.become([WatchBench.status(0)])
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(10)))
    #expect(bench.commands == 4)
    bench.pass(.seconds(10))
    _ = await bench.watch.look()
    #expect(bench.shown == 2)
  }

  @Test func `a reader that comes back empty has the rest of the grace`() async throws {
    _ = await bench.watch.look()
    bench.readers.fail(CPSError(.readerServiceDead))
    _ = await bench.watch.look()
    bench.readers.fail(nil)
    bench.readers.become([])
    bench.pass(.seconds(29))
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(1)))
    bench.readers.become([WatchBench.status(0, .absent)])
    bench.pass(.seconds(1))
    expectOver(.cardLeft, await bench.watch.look())
    #expect(bench.shown == 1)
  }

  @Test func `a resource manager that stays away ends the watch when the grace is over`() async throws {
    _ = await bench.watch.look()
    bench.readers.fail(CPSError(.readerServiceDead))
    _ = await bench.watch.look()
    bench.pass(CardWatch.standardGrace)
    expectOver(.cardLeft, await bench.watch.look())
  }

  @Test func `another card after a restart of the resource manager is not the one that logged in`()
    async throws
  {
    _ = await bench.watch.look()
    await bench.watch.doubt()
    bench.connection.cause(
      .exchange(try VirtualCard(TestCard.image(serial: TestCard.otherSerial), recorder: bench.recorder)))
    expectOver(.cardLeft, await bench.watch.look())
  }

  @Test func `HR-06 after a sleep the card is asked who it is before presence is shown`() async throws {
    _ = await bench.watch.look()
    bench.pass(.seconds(3_600), asleep: true)
    // A USB reader vanishes with the sleep and takes a moment to come back.
    bench.readers.become([])
    #expect(await bench.watch.look() == .going(next: bench.now + CardWatch.pause))
    #expect(bench.shown == 1)
    bench.pass(.seconds(5))
    bench.readers.become([WatchBench.status(3)])
    _ = await bench.watch.look()
    #expect(bench.shown == 2)
    #expect(bench.commands == 4)
  }

  @Test func `FT-03 a moment that passes awake is no sleep`() async throws {
    _ = await bench.watch.look()
    bench.pass(.seconds(3_600))
    bench.readers.become([])
    expectOver(.cardLeft, await bench.watch.look())
  }

  @Test(arguments: [Diagnostic.sessionEnded, .sessionMissing, .presenceLapsed, .presenceRefused])
  func `what the service has ended is over here`(diagnostic: Diagnostic) async throws {
    bench.fail(CPSError(diagnostic))
    expectOver(diagnostic, await bench.watch.look())
  }

  @Test(arguments: [Diagnostic.serviceUnreachable, .serviceTimedOut, .tooManyRequests, .dpopInvalid])
  func `a service that fails for now is asked again soon`(diagnostic: Diagnostic) async throws {
    bench.fail(CPSError(diagnostic))
    #expect(await bench.watch.look() == .going(next: bench.now + CardWatch.pause))
    bench.fail(nil)
    bench.pass(CardWatch.pause)
    #expect(await bench.watch.look() == .going(next: bench.now + .seconds(30)))
    #expect(bench.shown == 2)
  }

  @Test func `CC-01 a card that another program holds is asked again soon`() async throws {
    let busy = FakeReaders([WatchBench.status(1)], connections: [WatchBench.reader: BusyReader()])
    let watch = CardWatch(try WatchBench.order, among: busy, time: .system) { .seconds(60) }
    guard case .going = await watch.look() else {
      Issue.record("a busy card has not left")
      return
    }
  }
}
