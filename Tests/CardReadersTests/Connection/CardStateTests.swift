import CPSDiagnostics
import SmartCard
import TestSupport
import Testing
import VirtualCPS

@testable import CardReaders

/// What happens to card and reader between and during transactions.
@Suite struct CardStateTests {
  @Test func `HR-06 HR-07 a card that was reset is reconnected once and the PIN is not open`() async throws {
    let bench = try SimulatedBench()
    let connection = bench.connection()
    #expect(try await connection.verify() == .success)
    bench.pcsc.with { $0.resetCard(in: SimulatedBench.reader, sparing: nil) }
    _ = try await connection.ask()
    #expect(bench.pcsc.with { $0.counts[.reconnect] } == 1)
    #expect(bench.pcsc.with { $0.counts[.connect] } == 1)
    #expect(bench.verifications == 1)
  }

  @Test func `HR-07 a card that is reset at every beginning is given up after some new starts`() async throws
  {
    let bench = try SimulatedBench { call, _ in call == .status ? .returns(.resetCard) : nil }
    await #expect(throws: CPSError(.cardReset)) { try await bench.connection().verify() }
    #expect(bench.pcsc.with { $0.counts[.reconnect] } == CardSeat.maximumNewStarts)
    #expect(bench.verifications == 0)
    try await bench.expectNothingLeft()
  }

  @Test(arguments: [ReturnCode.noService, .timeout])
  func `a card that could not be reset is let go with a reset`(code: ReturnCode) async throws {
    let bench = try SimulatedBench { call, _ in call == .endTransaction ? .returns(code) : nil }
    await #expect(throws: CPSError.self) { try await bench.connection().verify() }
    try await bench.expectNothingLeft()
    #expect(bench.pcsc.with(\.farewells) == [.reset])
    #expect(bench.verifications == 1)
  }

  @Test func `a card whose transaction ended as it should is left as it is`() async throws {
    let bench = try SimulatedBench()
    #expect(try await bench.connection().verify() == .success)
    try await bench.expectNothingLeft()
    #expect(bench.pcsc.with(\.farewells) == [.leave])
  }

  @Test func `HR-06 after a suspend that took the card's power a new transaction works`() async throws {
    let bench = try SimulatedBench()
    let connection = bench.connection()
    _ = try await connection.ask()
    bench.pcsc.with { $0.exchangeCard(in: SimulatedBench.reader) }
    #expect(try await connection.verify() == .success)
    #expect(bench.triesLeft == 3)
  }

  @Test func `HR-06 a suspend inside VERIFY leaves the try in doubt and the next transaction works`()
    async throws
  {
    let bench = try SimulatedBench { call, number in
      call == .transmit && number == 1
        ? .follows { $0.with { $0.exchangeCard(in: SimulatedBench.reader) } } : nil
    }
    let connection = bench.connection()
    await #expect(throws: CPSError(.pinStateUnknown)) { try await connection.verify() }
    #expect(try await connection.verify() == .success)
    #expect(bench.verifications == 1)
  }

  @Test(arguments: [PCSCCall.connect, .beginTransaction, .status, .transmit, .endTransaction])
  func `HR-05 a reader unplugged at any call closes its handle once`(call: PCSCCall) async throws {
    let bench = try SimulatedBench { seen, _ in
      seen == call ? .follows { $0.with { $0.readers.removeAll() } } : nil
    }
    let error = await #expect(throws: CPSError.self) { try await bench.connection().verify() }
    let expected: [Diagnostic] =
      switch call {
      case .transmit: [.pinStateUnknown]
      default: [.readerNotFound]
      }
    #expect(expected.contains(error?.diagnostic ?? .internalFault), "\(call): \(String(describing: error))")
    try await bench.expectNothingLeft("\(call)")
  }

  @Test func `HR-05 a reader unplugged during the prompt is missed before anything is sent`() async throws {
    let bench = try SimulatedBench()
    let connection = bench.connection()
    _ = try await connection.ask()
    bench.pcsc.with { $0.readers.removeAll() }
    await #expect(throws: CPSError(.readerNotFound)) { try await connection.verify() }
    #expect(bench.verifications == 0)
    try await bench.expectNothingLeft()
  }

  @Test func `HR-08 a card that another program has for itself alone is had when it is free`() async throws {
    let bench = try SimulatedBench()
    bench.pcsc.with { $0.readers[0].isExclusive = true }
    let connection = bench.connection()
    let asking = Task { try await connection.ask() }
    try await eventually("a refused connection") {
      bench.pcsc.with { $0.counts[.statusChange, default: 0] > 0 }
    }
    bench.pcsc.with { $0.readers[0].isExclusive = false }
    #expect(try await asking.value.status == .success)
  }

  @Test func `HR-08 a card that stays in use is told, and nothing was sent`() async throws {
    let bench = try SimulatedBench()
    bench.pcsc.with { $0.readers[0].isExclusive = true }
    let connection = bench.connection(patience: .milliseconds(30))
    await #expect(throws: CPSError(.cardBusy)) { try await connection.verify() }
    bench.pcsc.with { $0.readers[0].isExclusive = false }
    _ = consume connection
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 0)
  }

  @Test func `HR-09 a transaction leaked by a peer is waited for as long as patience lasts`() async throws {
    let bench = try SimulatedBench()
    bench.pcsc.with { $0.holders[SimulatedBench.reader] = .some(nil) }
    await #expect(throws: CPSError(.cardBusy)) {
      try await bench.connection(patience: .milliseconds(30)).verify()
    }
    bench.pcsc.with { $0.holders = [:] }
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 0)
  }

  @Test(arguments: [[UInt8](), [0x90]])
  func `HC-07 success with less than a status word is no answer`(answer: [UInt8]) async throws {
    let bench = try SimulatedBench { call, _ in call == .transmit ? .gives(answer) : nil }
    await #expect(throws: CPSError(.malformedResponse)) { try await bench.connection().ask() }
    await #expect(throws: CPSError(.pinStateUnknown)) { try await bench.connection().verify() }
    try await bench.expectNothingLeft()
  }

  @Test func `HR-20 long data goes in short commands`() async throws {
    let bench = try SimulatedBench()
    let data = [UInt8](repeating: 0x5A, count: 700)
    _ = try await bench.connection().transaction(budget: SimulatedBench.budget, deadline: .seconds(60)) {
      (channel) throws(CPSError) in
      try channel.send(CommandAPDU(0x00, 0xDB, 0x3F, 0xFF, data: data, expecting: 256))
    }
    let commands = bench.pcsc.with(\.commands)
    #expect(commands.allSatisfy { $0.count <= 261 && ($0.count < 6 || $0[4] != 0) })
    try await bench.expectNothingLeft()
  }

  @Test func `HR-06 the card goes by its serial and not by the reader: another one is another`() async throws
  {
    // What the caller reads of the card decides; the connection only promises that it is told of a change.
    let bench = try SimulatedBench()
    let connection = bench.connection()
    _ = try await connection.ask()
    let other = try SimulatedBench.newCard()
    bench.pcsc.with { state in
      other.insert()
      other.powerOn()
      state.readers[0].card = other
      state.readers[0].eventCount += 2
    }
    _ = try await connection.ask()
    #expect(bench.pcsc.with { $0.counts[.connect] } == 2)
  }
}
