import CPSDiagnostics
import CPSPrimitives
import CardReaders
import Foundation
import SmartCard
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct TransactionTests {
  @Test func aCommandGoesToTheCardAndItsAnswerComesBack() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard { _ in .answer([1, 2, 3, 4, 5, 6, 7, 8, 0x90, 0x00]) }
      defer { card.remove() }
      let answer = try await bench.connection().ask()
      #expect(answer.data == [1, 2, 3, 4, 5, 6, 7, 8])
      #expect(card.commands.last == [0x00, 0x84, 0x00, 0x00, 0x08])
    }
  }

  @Test func theChannelKnowsAnswerToResetAndProtocol() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let seen = try await bench.connection().transaction(budget: ReaderBench.budget, deadline: .seconds(5)) {
        (channel) throws(CPSError) in (channel.answerToReset, channel.transmissionProtocol)
      }
      #expect(seen.0 == ReaderBench.answerToReset)
      #expect(seen.1 == .t0)
    }
  }

  @Test func anEmptyReaderSaysSo() async throws {
    try await ReaderBench.use { bench in
      let connection = try bench.connection()
      await #expect(throws: CPSError(.noCard)) { try await connection.ask() }
    }
  }

  @Test func aReaderThatIsNotThereIsNamed() async throws {
    try await ReaderBench.use { bench in
      let connection = try SafetyGuard(serials: [], readerNames: ["Absent 00 00"]).connection(
        to: "Absent 00 00")
      let error = await #expect(throws: CPSError(.readerNotFound)) { try await connection.ask() }
      #expect(error?.values["reader"] == "Absent 00 00")
      _ = bench
    }
  }

  @Test func theEndOfATransactionResetsTheCardOrLeavesIt() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let connection = try bench.connection()
      _ = try await connection.ask(ending: .leave)
      let before = card.resetCount
      _ = try await connection.ask(ending: .leave)
      #expect(card.resetCount == before)
      _ = try await connection.ask(ending: .reset)
      #expect(card.resetCount == before + 1)
      _ = try await connection.ask(ending: .leave)
      #expect(card.resetCount == before + 1)
    }
  }

  @Test func theCardIsResetWhenTheBodyThrows() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let connection = try bench.connection()
      _ = try await connection.ask()
      let before = card.resetCount
      await #expect(throws: CPSError(.signatureMismatch)) {
        try await connection.transaction(budget: ReaderBench.budget, deadline: .seconds(5), ending: .reset) {
          (channel) throws(CPSError) -> Int in
          _ = try channel.send(ReaderBench.harmless)
          throw CPSError(.signatureMismatch)
        }
      }
      #expect(card.resetCount == before + 1)
    }
  }

  @Test func `HR-07 after a reset by another program one new start is made`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      let connection = try bench.connection()
      _ = try await connection.ask()
      try await PeerProgram.start(.reset, at: bench.daemon.readerName, of: bench.daemon).end()
      #expect(try await connection.ask().status == .success)
    }
  }

  @Test func `HR-06 a card that lost its power between two transactions is reached again`() async throws {
    try await ReaderBench.use { bench in
      let connection = try bench.connection()
      let first = try await bench.insertCard()
      _ = try await connection.ask()
      try await bench.remove(first)
      await #expect(throws: CPSError(.noCard)) { try await connection.ask() }
      let second = try await bench.insertCard { _ in .answer([0x6D, 0x00]) }
      defer { second.remove() }
      #expect(try await connection.ask().status == .instructionNotSupported)
    }
  }

  @Test func `HC-07 a card pulled in mid-command is an error and not an empty answer`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard { _ in .leave }
      defer { card.remove() }
      let connection = try bench.connection()
      let error = await #expect(throws: CPSError.self) { try await connection.ask() }
      let diagnostic = try #require(error?.diagnostic)
      #expect([.malformedResponse, .cardRemoved, .cardUnresponsive].contains(diagnostic))
    }
  }

  @Test func `HC-33 a card pulled during VERIFY leaves the try in doubt`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard { $0[1] == 0x20 ? .leave : .answer([0x90, 0x00]) }
      defer { card.remove() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.pinStateUnknown)) { try await connection.verify("1234") }
      #expect(card.commands.count { $0[1] == 0x20 } == 1)
    }
  }

  @Test func `HC-06 an answer longer than a short one is refused`() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard { _ in .answer([UInt8](repeating: 0, count: 400) + [0x90, 0x00]) }
      defer { card.remove() }
      let connection = try bench.connection()
      await #expect(throws: CPSError(.responseTooLong)) { try await connection.ask() }
    }
  }

  @Test func aConnectionThatWasUsedAHundredTimesLeavesNothingOpen() async throws {
    try await ReaderBench.use { bench in
      let card = try await bench.insertCard()
      defer { card.remove() }
      _ = try await bench.connection().ask()
      let before = try openDescriptors()
      for _ in 0..<100 { _ = try await bench.connection().ask() }
      try await eventually("the descriptors of before") { try openDescriptors() <= before }
    }
  }

  /// Sockets of this process: those of libpcsclite, and the scripted card's.
  private func openDescriptors() throws -> Int {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count { descriptor in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)"))?
        .hasPrefix("socket:") ?? false
    }
  }
}

extension PCSCConnection {
  /// Presents a PIN, once.
  func verify(_ digits: String, deadline: Duration = .seconds(10)) async throws -> StatusWord {
    let pin = try PIN(SecretBytes(copying: Array(digits.utf8)))
    return try await transaction(budget: ReaderBench.budget, deadline: deadline, ending: .reset, with: pin) {
      (channel, pin) throws(CPSError) in
      try channel.present(pin, as: PINReference(cla: 0, number: 1, lengths: 4...4))
    }
  }
}
