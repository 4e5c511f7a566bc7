import CPSDiagnostics
import CardReaders
import SmartCard
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct DaemonLossTests {
  @Test func `HR-01 a killed daemon is dead, a stopped one is not there`() async throws {
    try await ReaderBench.use { bench in
      bench.daemon.kill()
      await #expect(throws: CPSError(.readerServiceDead)) { try await ReaderList.current() }
      try await bench.daemon.launch()
      // It answers, and so has come to where it hears SIGTERM.
      _ = try await ReaderList.current()
      bench.daemon.stop()
      await #expect(throws: CPSError(.readerServiceUnavailable)) { try await ReaderList.current() }
    }
  }

  @Test func `HR-02 a connection outlives the daemon`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      let connection = try bench.connection()
      _ = try await connection.ask()
      bench.daemon.kill()
      card.remove()
      await #expect(throws: CPSError(.readerServiceDead)) { try await connection.ask() }
      try await bench.daemon.launch()
      let again = try await bench.insertCard()
      defer { again.remove() }
      #expect(try await connection.ask().status == .success)
    }
  }

  @Test func `HR-02 the daemon killed during VERIFY leaves the try in doubt`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard { command in
        guard command[1] == 0x20 else { return .answer([0x90, 0x00]) }
        bench.daemon.kill()
        return .leave
      }
      defer { card.remove() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.pinStateUnknown)) { try await connection.verify("1234") }
    }
  }
}
