import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// Each call of the resource manager that can fail, and the deadline that a slow card meets.
@Suite struct ConnectionFaultTests {
  private static let budget = CardBudget(exchanges: 20, bytes: 2_000)
  private static let reference = PINReference(cla: 0, number: 1, lengths: 4...4)
  private static let pinState = CommandAPDU(0x00, 0x20, 0x00, 0x01)

  /// Presents the PIN.
  private static func present(
    over connection: VirtualCardConnection, deadline: Duration = .seconds(5)
  ) async throws -> StatusWord {
    let pin = try PIN(SecretBytes(copying: Array(Bench.pin.utf8)))
    return try await connection.transaction(
      budget: budget, deadline: deadline, ending: .reset, with: pin
    ) { (channel, pin: consuming PIN) throws(CPSError) in
      try channel.present(pin, as: reference)
    }
  }

  private static func status(over connection: VirtualCardConnection) async throws -> StatusWord {
    try await connection.transaction(budget: budget, deadline: .seconds(5)) { channel throws(CPSError) in
      try channel.send(pinState).status
    }
  }

  @Test(
    arguments: ConnectionFault.Failure.allCases.filter { $0 != .cardReset },
    [ConnectionFault.Point.connecting, .beginning])
  func `a call that fails before the transaction sends nothing`(
    failure: ConnectionFault.Failure, point: ConnectionFault.Point
  ) async throws {
    let recorder = ExchangeRecorder()
    let connection = VirtualCardConnection(try VirtualCard(Bench.image(), recorder: recorder))
    connection.plan([ConnectionFault(failure, at: point, ofTransaction: 2)])
    #expect(try await Self.status(over: connection).triesLeft == 3)
    recorder.reset()
    await #expect(throws: CPSError(failure.diagnostic)) { try await Self.present(over: connection) }
    #expect(recorder.count == ExchangeCount())
    #expect(try await Self.present(over: connection) == .success)
  }

  @Test(arguments: [ConnectionFault.Point.connecting, .beginning])
  func `HR-07 a reset at the beginning is taken note of`(point: ConnectionFault.Point) async throws {
    let card = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(card)
    _ = card.transmit([0x00, 0x20, 0x00, 0x01, 0x04] + Array("1234".utf8))
    #expect(try await Self.status(over: connection) == .success)
    connection.plan([ConnectionFault(.cardReset, at: point, ofTransaction: 1)])
    #expect(try await Self.status(over: connection).triesLeft == 3)
  }

  @Test(arguments: ConnectionFault.Failure.allCases.filter { ![.cardReset, .cardRemoved].contains($0) })
  func `an end that fails is told, and the card was not reset`(failure: ConnectionFault.Failure) async throws
  {
    let connection = VirtualCardConnection(try VirtualCard(Bench.image()))
    connection.plan([ConnectionFault(failure, at: .ending, ofTransaction: 1)])
    await #expect(throws: CPSError(failure.diagnostic)) { try await Self.present(over: connection) }
    #expect(try await Self.status(over: connection) == .success)
  }

  @Test func `a card that has left or was reset needs no end`() async throws {
    let connection = VirtualCardConnection(try VirtualCard(Bench.image()))
    connection.plan([
      ConnectionFault(.cardReset, at: .ending, ofTransaction: 1),
      ConnectionFault(.cardRemoved, at: .ending, ofTransaction: 3),
    ])
    #expect(try await Self.present(over: connection) == .success)
    #expect(try await Self.status(over: connection).triesLeft == 3)
    #expect(try await Self.present(over: connection) == .success)
    await #expect(throws: CPSError(.noCard)) { try await Self.status(over: connection) }
  }

  @Test func `an error of the exchange says more than one of the end`() async throws {
    let card = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(.mute, afterExchanges: 0))
    connection.plan([ConnectionFault(.readerFault, at: .ending, ofTransaction: 1)])
    await #expect(throws: CPSError(.timedOut)) { try await Self.status(over: connection) }
  }

  @Test func `HC-32 a card within the deadline is waited for, in words alone`() async throws {
    let card = try VirtualCard(Bench.image())
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(.delay(.seconds(5)), afterExchanges: 0))
    #expect(try await Self.present(over: connection) == .success)
  }

  @Test func `HC-32 a card past the deadline is given up, in VERIFY with the PIN in doubt`() async throws {
    for (exchange, diagnostic) in [(0, Diagnostic.pinStateUnknown), (1, .timedOut)] {
      let card = try VirtualCard(Bench.image())
      let connection = VirtualCardConnection(card)
      card.plan(CardFault(.delay(.milliseconds(5_001)), afterExchanges: exchange))
      await #expect(throws: CPSError(diagnostic)) {
        if exchange == 0 { return try await Self.present(over: connection) }
        _ = try await Self.status(over: connection)
        return try await Self.status(over: connection)
      }
      await #expect(throws: CPSError(.readerFault)) { try await Self.status(over: connection) }
      #expect(card.transmit([0x00, 0x20, 0x00, 0x01, 0x00]) == .answer([0x63, 0xC3]))
    }
  }

  @Test func `HC-32 delays add up, and a body that goes on all the same gets nothing`() async throws {
    let recorder = ExchangeRecorder()
    let card = try VirtualCard(Bench.image(), recorder: recorder)
    let connection = VirtualCardConnection(card)
    card.plan(CardFault(.delay(.seconds(2)), afterExchanges: 0, times: .max))
    await #expect(throws: CPSError(.timedOut)) {
      try await connection.transaction(budget: Self.budget, deadline: .seconds(5)) {
        channel throws(CPSError) in
        for _ in 1...10 { _ = try? channel.send(Self.pinState) }
      }
    }
    #expect(recorder.count.exchanges == 3)
  }
}
