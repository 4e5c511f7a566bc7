import CPSDiagnostics
import CPSPrimitives
import CardReaders
import Foundation
import SmartCard
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct BusyCardTests {
  @Test(arguments: [PeerProgram.Deed.exclusive, .transaction])
  func `HR-08 HR-09 a card held by another program is busy and then free`(deed: PeerProgram.Deed) async throws
  {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let peer = try await PeerProgram.start(deed, at: bench.daemon.readerName, of: bench.daemon)
      let connection = try bench.connection(patience: .milliseconds(300))
      // The other program holds the card until it is told: an answer at all is one in bounded time.
      await #expect(throws: CPSError(.cardBusy)) { try await connection.ask() }
      try await peer.end()
      try await eventually("the card is free") { (try? await connection.ask()) != nil }
    }
  }

  @Test func aCardThatBecomesFreeInTimeIsHad() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let peer = try await PeerProgram.start(.transaction, at: bench.daemon.readerName, of: bench.daemon)
      let connection = try bench.connection(patience: .seconds(10))
      async let answer = connection.ask()
      try await peer.end()
      #expect(try await answer.status == .success)
    }
  }

  @Test func `CC-07 a cancelled wait for the card sends nothing`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let peer = try await PeerProgram.start(.transaction, at: bench.daemon.readerName, of: bench.daemon)
      let connection = try bench.connection(patience: .seconds(30))
      let waiting = Task { try await connection.verify("1234") }
      waiting.cancel()
      await #expect(throws: CPSError(.cancelled)) { try await waiting.value }
      try await peer.end()
      try await eventually("the card is free") { (try? await connection.ask()) != nil }
      #expect(!card.commands.contains { $0[1] == 0x20 })
    }
  }

  @Test func `CC-01 two connections of one process take turns`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let connections = [try bench.connection(), try bench.connection()]
      try await withThrowingTaskGroup { group in
        for index in 0..<20 {
          group.addTask {
            let mark = UInt8(index)
            try await connections[index % 2].transaction(budget: ReaderBench.budget, deadline: .seconds(10)) {
              (channel) throws(CPSError) in
              for step: UInt8 in 0..<3 { _ = try channel.send(CommandAPDU(0x00, 0x84, mark, step)) }
            }
          }
        }
        try await group.waitForAll()
      }
      let marks = card.commands.filter { $0[1] == 0x84 }.map { [$0[2], $0[3]] }
      #expect(marks.count == 60)
      for turn in stride(from: 0, to: marks.count, by: 3) {
        #expect((0..<3).allSatisfy { marks[turn + $0] == [marks[turn][0], UInt8($0)] })
      }
    }
  }

  @Test func `HR-09 a program killed in its transaction leaves a card that was reset, and free`() async throws
  {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let peer = try await PeerProgram.start(.transaction, at: bench.daemon.readerName, of: bench.daemon)
      let before = card.resetCount
      peer.process.signal(SIGKILL)
      _ = try await peer.process.wait()
      try await eventually("the reset of an orphaned card") { card.resetCount > before }
      #expect(try await bench.connection().ask().status == .success)
    }
  }
}
