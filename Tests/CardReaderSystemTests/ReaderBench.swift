import CPSDiagnostics
import CPSPrimitives
import CardReaders
import SmartCard
import TestSupport

/// A private daemon with what the tests of this target need at hand.
struct ReaderBench: Sendable {
  /// The answer to reset of a CPS3 by contact (cps-card.md section 1).
  static let answerToReset: [UInt8] = [
    0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x03, 0x10, 0x00, 0x90, 0x00,
  ]
  /// The serial number that the scripted cards show.
  static let serial = "99000001"
  static let budget = CardBudget(exchanges: 20, bytes: 2_000)
  /// GET CHALLENGE: a command without consequence.
  static let harmless = CommandAPDU(0x00, 0x84, 0x00, 0x00, expecting: 8)

  let daemon: PrivatePCSC

  var reader: ReaderName { ReaderName(daemon.readerName) }

  /// Runs a test with the daemon, in its turn.
  static func use<Result: Sendable>(
    _ body: @Sendable (ReaderBench) async throws -> Result
  ) async throws -> Result {
    try await InProcessPCSC.shared.withDaemon { try await body(ReaderBench(daemon: $0)) }
  }

  /// Inserts a card that shows a fixture's serial number and answers everything else as `reply` says, and
  /// waits until the daemon has seen it.
  func insertCard(
    slot: UInt16 = 0,
    replying reply: @escaping @Sendable ([UInt8]) -> ScriptedCard.Reply = { _ in .answer([0x90, 0]) }
  ) async throws -> ScriptedCard {
    let card = try ScriptedCard(port: daemon.port + slot, answerToReset: Self.answerToReset) { command in
      switch command.prefix(2) {
      case [0x00, 0xA4]: .answer([0x90, 0x00])
      case [0x00, 0xB0]: .answer(Self.serialFile + [0x90, 0x00])
      default: reply(command)
      }
    }
    do {
      try await eventually("a card in \(daemon.readerNames[Int(slot)])") {
        try await content(of: slot) == .present(answerToReset: Self.answerToReset)
      }
    } catch {
      card.remove()
      throw TestSupportError("\(error); \(daemon.output)")
    }
    return card
  }

  /// Takes a card out and waits until the daemon has seen it.
  func remove(_ card: ScriptedCard, slot: UInt16 = 0) async throws {
    card.remove()
    try await eventually("no card in \(daemon.readerNames[Int(slot)])") {
      try await content(of: slot) == .absent
    }
  }

  /// A guarded connection to the first slot.
  func connection(patience: Duration = .seconds(5)) throws -> PCSCConnection {
    let safety = SafetyGuard(serials: [Self.serial], readerNames: Set(daemon.readerNames))
    return try safety.connection(to: daemon.readerName, patience: patience)
  }

  private static var serialFile: [UInt8] {
    [0x5A, 0x0A, 0x80, 0x25, 0x00, 0x00, 0x01] + (Hexadecimal.decode(serial) ?? []) + [0x0F]
  }

  private func content(of slot: UInt16) async throws -> ReaderState.Card? {
    let name = ReaderName(daemon.readerNames[Int(slot)])
    return try await ReaderList.current().first { $0.name == name }?.card
  }
}

extension PCSCConnection {
  /// One harmless command in a transaction of its own.
  func ask(deadline: Duration = .seconds(10), ending end: TransactionEnd = .leave) async throws
    -> ResponseAPDU
  {
    try await transaction(budget: ReaderBench.budget, deadline: deadline, ending: end) {
      (channel) throws(CPSError) in
      try channel.send(ReaderBench.harmless)
    }
  }
}
