import CPSDiagnostics
import CardReaders
import SmartCard
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct DeadlineTests {
  @Test func aSlowCommandIsGivenUpAndTheConnectionWithIt() async throws {
    try await ReaderBench.use { bench in
      let gate = ScriptedCard.Gate()
      let card = try await bench.insertCard { _ in .held(gate, [0x90, 0x00]) }
      defer { card.remove() }
      defer { gate.open() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.timedOut)) { try await connection.ask(deadline: .milliseconds(200)) }
      await #expect(throws: CPSError(.readerFault)) { try await connection.ask() }
      // The thread comes back by itself, sends nothing more, and resets the card.
      let resets = card.resetCount
      gate.open()
      try await eventually("the reset by the abandoned thread") { card.resetCount > resets }
    }
  }

  @Test func `HC-21 a VERIFY that hangs past the deadline is possibly spent`() async throws {
    try await ReaderBench.use { bench in
      let gate = ScriptedCard.Gate()
      let card = try await bench.insertCard { command in
        command[1] == 0x20 ? .held(gate, [0x90, 0x00]) : .answer([0x90, 0x00])
      }
      defer { card.remove() }
      defer { gate.open() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.pinStateUnknown)) {
        try await connection.verify("1234", deadline: .milliseconds(200))
      }
      #expect(card.commands.count { $0[1] == 0x20 } == 1)
      gate.open()
      try await freed(bench)
    }
  }

  @Test func nothingIsSentAfterTheDeadline() async throws {
    try await ReaderBench.use { bench in
      let gate = ScriptedCard.Gate()
      let card = try await bench.insertCard { _ in .held(gate, [0x90, 0x00]) }
      defer { card.remove() }
      defer { gate.open() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.timedOut)) {
        try await connection.transaction(budget: ReaderBench.budget, deadline: .milliseconds(200)) {
          (channel) throws(CPSError) in
          for _ in 0..<5 { _ = try channel.send(ReaderBench.harmless) }
        }
      }
      gate.open()
      try await freed(bench)
      #expect(card.commands.count { $0[1] == 0x84 } <= 2)
    }
  }

  @Test func noMoreThanTwoThreadsArePutUpWith() async throws {
    try await ReaderBench.use { bench in
      let gate = ScriptedCard.Gate()
      let card = try await bench.insertCard { _ in .held(gate, [0x90, 0x00]) }
      let other = try await bench.insertCard(slot: 1) { _ in .held(gate, [0x90, 0x00]) }
      defer { gate.open() }
      for name in bench.daemon.readerNames {
        let safety = SafetyGuard(serials: [], readerNames: [name])
        let connection = try safety.connection(to: name)
        await #expect(throws: CPSError(.timedOut)) { try await connection.ask(deadline: .milliseconds(100)) }
      }
      let third = try bench.connection()
      await #expect(throws: CPSError(.readerFault)) { try await third.ask() }
      gate.open()
      card.remove()
      other.remove()
      try await freed(bench)
    }
  }

  /// Waits until the abandoned threads have come back, so that the next test finds none.
  private func freed(_ bench: ReaderBench) async throws {
    try await eventually("a connection works again") {
      do {
        _ = try await bench.connection().ask()
        return true
      } catch let error as CPSError {
        return error == CPSError(.noCard) || error == CPSError(.cardRemoved)
      }
    }
  }
}
