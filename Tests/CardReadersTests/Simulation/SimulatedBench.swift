import CPSDiagnostics
import CPSPrimitives
import SmartCard
import TestSupport
import Testing
import VirtualCPS

@testable import CardReaders

/// A connection to a virtual card in a simulated reader.
final class SimulatedBench: Sendable {
  static let reader = ReaderName("Simulated 00 00")
  static let pin = PINReference(cla: 0, number: 1, lengths: 4...4)
  static let budget = CardBudget(exchanges: 20, bytes: 4_000)
  private static let image = Result { () throws(CPSError) in
    try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician")).image(.cps3)
  }

  let card: VirtualCard
  let pcsc: SimulatedPCSC
  let abandoned = AbandonedThreads()
  /// For the connections that ``timelessConnection()`` gives.
  let alarm = ManualAlarm()
  private let name: ReaderName

  /// A reader, with a keypad where it has `features`.
  init(
    features: [UInt8]? = nil, properties: [UInt8] = [], typed: String = "", named name: ReaderName = reader,
    plan: @escaping SimulatedPCSC.Plan = { _, _ in nil }
  ) throws {
    card = try VirtualCard(Self.image.get())
    var reader = SimulatedReader(name, card: card)
    reader.features = features
    reader.properties = properties
    reader.typed = typed
    self.name = name
    pcsc = SimulatedPCSC([reader], plan: plan)
  }

  static func newCard() throws -> VirtualCard { try VirtualCard(image.get()) }

  /// The tries left, as the card keeps them.
  var triesLeft: UInt8? { card.image.pins.first { $0.number == 1 }?.triesLeft }
  /// How often the card saw a VERIFY.
  var verifications: Int { pcsc.with { $0.commands.count { $0[1] == 0x20 && $0.count > 5 } } }

  func connection(
    patience: Duration = .seconds(60), by alarm: Alarm = .system, counting abandoned: AbandonedThreads? = nil
  ) -> PCSCConnection {
    let counter = abandoned ?? self.abandoned
    return PCSCConnection(to: name, patience: patience, of: pcsc, abandoned: counter, alarm: alarm)
  }

  /// A connection for which time passes only when ``alarm`` rings: ``patience`` and ``deadline``.
  func timelessConnection() -> PCSCConnection { connection(patience: Self.patience, by: alarm.alarm) }

  static let patience = Duration.seconds(7)
  static let deadline = Duration.seconds(60)

  /// Waits until a call has begun.
  func reached(_ call: PCSCCall, times: Int = 1) async throws {
    try await eventually("\(call)") { pcsc.with { $0.counts[call, default: 0] >= times } }
  }

  /// Every call is balanced by its end once nobody holds a connection any more.
  func expectNothingLeft(
    _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await eventually("contexts and handles closed: \(comment.map { "\($0)" } ?? "")") {
      pcsc.with { $0.contexts.isEmpty && $0.handles.isEmpty && $0.holders.isEmpty } && abandoned.isEmpty
    }
    let violations = pcsc.with(\.violations)
    #expect(violations == [], comment, sourceLocation: sourceLocation)
  }
}

extension PCSCConnection {
  /// One command without consequence, GET CHALLENGE, in a transaction of its own.
  func ask(
    deadline: Duration = .seconds(60), ending end: TransactionEnd = .leave
  ) async throws(CPSError) -> ResponseAPDU {
    try await transaction(budget: SimulatedBench.budget, deadline: deadline, ending: end) {
      (channel) throws(CPSError) in
      try channel.send(CommandAPDU(0x00, 0x84, 0x00, 0x00, expecting: 8))
    }
  }

  /// Presents a PIN, once, and resets the card.
  func verify(_ digits: String = "1234", deadline: Duration = .seconds(60)) async throws(CPSError)
    -> StatusWord
  {
    let pin = try PIN(SecretBytes(copying: Array(digits.utf8)))
    return try await transaction(
      budget: SimulatedBench.budget, deadline: deadline, ending: .reset, with: pin
    ) { (channel, pin) throws(CPSError) in
      try channel.present(pin, as: SimulatedBench.pin)
    }
  }
}
