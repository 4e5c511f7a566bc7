import CPSDiagnostics
import CardReaders
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ReaderMonitorTests {
  @Test func readersAndCardsAreToldAsTheyComeAndGo() async throws {
    try await ReaderBench.use { bench in
      var events = ReaderMonitor().makeAsyncIterator()
      let names = bench.daemon.readerNames.map { ReaderName($0) }
      #expect(try await events.next() == .readerConnected(names[0]))
      #expect(try await events.next() == .readerConnected(names[1]))
      let card = try await bench.insertCard(slot: 1)
      #expect(try await events.next() == .cardInserted(names[1], answerToReset: ReaderBench.answerToReset))
      card.remove()
      #expect(try await events.next() == .cardRemoved(names[1]))
    }
  }

  @Test func aCardThatIsThereAlreadyIsTold() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      var events = ReaderMonitor().makeAsyncIterator()
      #expect(try await events.next() == .readerConnected(bench.reader))
      #expect(
        try await events.next() == .cardInserted(bench.reader, answerToReset: ReaderBench.answerToReset))
    }
  }

  @Test func `HR-10 a monitor ends within a second of its cancellation`() async throws {
    try await ReaderBench.use { bench in
      var durations: [Duration] = []
      for _ in 0..<20 {
        let watching = Task { for try await _ in ReaderMonitor() {} }
        let start = ContinuousClock.now
        watching.cancel()
        try await watching.value
        durations.append(ContinuousClock.now - start)
      }
      // The quickest is judged, so that a busy machine is no fault.
      #expect(try #require(durations.min()) < .seconds(1))
      _ = bench
    }
  }

  @Test func `HR-02 a monitor that outlives the daemon tells of its end and its return`() async throws {
    try await ReaderBench.use { bench in
      let names = bench.daemon.readerNames.map { ReaderName($0) }
      var events = ReaderMonitor(outlivesService: true).makeAsyncIterator()
      for name in names { #expect(try await events.next() == .readerConnected(name)) }
      bench.daemon.kill()
      for name in names { #expect(try await events.next() == .readerDisconnected(name)) }
      #expect(try await events.next() == .serviceLost)
      try await bench.daemon.launch()
      #expect(try await events.next() == .serviceRestored)
      for name in names { #expect(try await events.next() == .readerConnected(name)) }
      let card = try await bench.insertCard()
      defer { card.remove() }
      #expect(
        try await events.next() == .cardInserted(names[0], answerToReset: ReaderBench.answerToReset))
    }
  }

  @Test func `HR-01 the end of the daemon ends the monitor with an error`() async throws {
    try await ReaderBench.use { bench in
      let watching = Task {
        var count = 0
        for try await _ in ReaderMonitor() {
          count += 1
          if count == 2 { bench.daemon.kill() }
        }
      }
      let error = await #expect(throws: CPSError.self) { try await watching.value }
      #expect(
        error == CPSError(.readerServiceUnavailable) || error == CPSError(.readerServiceDead),
        "\(String(describing: error))")
    }
  }
}
