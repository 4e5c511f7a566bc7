import CardReaders
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct ReaderListTests {
  @Test func theListNamesReadersAndCards() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let states = try await ReaderList.current()
      #expect(states.map(\.name.text) == bench.daemon.readerNames)
      #expect(states.map(\.hasCard) == [true, false])
    }
  }

  @Test func exclusiveUseByAnotherProgramIsShown() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      #expect(try await ReaderList.current().map(\.isExclusive) == [false, false])
      let peer = try await PeerProgram.start(.exclusive, at: bench.daemon.readerName, of: bench.daemon)
      #expect(try await ReaderList.current().map(\.isExclusive) == [true, false])
      try await peer.end()
    }
  }
}
