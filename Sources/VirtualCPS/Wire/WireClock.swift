public import CPSDiagnostics
internal import SmartCard

/// Tells how long exchanges would take with a real card, from its answer to reset: nothing is waited for.
///
/// It is a model: Fi, Di, guard time, protocol and block size are the card's own, the rest is in
/// ``WireParameters``. Power-up and the negotiation of the speed are left out.
public struct WireClock: Sendable {
  /// Elementary time units of a character without extra guard time (ISO/IEC 7816-3, clause 7.2).
  private static let characterUnits = 12
  /// NAD, PCB, LEN and LRC around the information of a block (ISO/IEC 7816-3, clause 11.3).
  private static let blockOverhead = 4
  /// Elementary time units between blocks of opposite directions (ISO/IEC 7816-3, clause 11.4.3).
  private static let blockGuardUnits = 22

  /// What cards are clocked with, in Hz: 1 MHz to the fastest that TA1 can name (clauses 5.2.3 and 8.3, table 7).
  private static let clockRange = 1_000_000...20_000_000
  /// The bytes of information that a block may hold (ISO/IEC 7816-3, clause 11.4.2).
  private static let fieldRange = 1...254

  /// The parameters of the model.
  public let parameters: WireParameters
  private let answer: AnswerToReset
  private let wire: TransmissionProtocol
  /// The clock of the card, in Hz.
  private let frequency: Int
  /// One elementary time unit, in picoseconds.
  private let unit: Int

  /// A clock for the card with this answer to reset.
  ///
  /// - Throws: ``Diagnostic/notACPS`` when it is malformed, or its TA1 holds a reserved value.
  public init(
    answerToReset: [UInt8], parameters: WireParameters = WireParameters()
  ) throws(CPSError) {
    answer = try AnswerToReset(answerToReset)
    guard let conversion = answer.clockRateConversion, let adjustment = answer.baudRateAdjustment else {
      throw CPSError(.notACPS, reason: "ATR: reserved TA1")
    }
    wire = .negotiated(from: answer)
    self.parameters = parameters
    frequency = min(max(parameters.clockFrequency, Self.clockRange.lowerBound), Self.clockRange.upperBound)
    unit = 1_000_000_000_000 * conversion / frequency / adjustment
  }

  /// The longest silence that the card may keep on T=0: WI × 960 × Fi clock cycles (ISO/IEC 7816-3, clause 10.2).
  public var waitingTime: Duration {
    let cycles = answer.waitingTimeInteger * 960 * (answer.clockRateConversion ?? 372)
    return .nanoseconds(cycles * 1_000_000 / (frequency / 1_000))
  }

  /// The time for one command, as its bytes stand on the wire, and the whole answer to it.
  public func time(command: [UInt8], answer: [UInt8]) -> WireTime {
    time(WireCommand(command), answerLength: answer.count)
  }

  func time(_ command: WireCommand, answerLength: Int) -> WireTime {
    let units =
      wire == .t0 ? characterUnits(command.length, answerLength) : blockUnits(command.length, answerLength)
    return WireTime(transmission: .nanoseconds(units * unit / 1_000), processing: processingTime(command))
  }

  /// Header, data and status word, and a procedure byte where data follows the header (ISO/IEC 7816-3, clause
  /// 10.3); data goes in one direction.
  private func characterUnits(_ commandLength: Int, _ answerLength: Int) -> Int {
    let carriesData = commandLength > 5 || answerLength > 2
    let characters = max(commandLength, 5) + answerLength + (carriesData ? 1 : 0)
    return characters * (Self.characterUnits + extraGuardUnits)
  }

  /// Command and answer in blocks of the size that the receiver takes; each but the last one of a chain is
  /// acknowledged by a block without information.
  private func blockUnits(_ commandLength: Int, _ answerLength: Int) -> Int {
    let sent = blocks(commandLength, of: answer.cardInformationFieldSize)
    let received = blocks(answerLength, of: parameters.readerInformationFieldSize)
    let blocks = sent + received + (sent - 1) + (received - 1)
    let characters = commandLength + answerLength + Self.blockOverhead * blocks
    return characters * (Self.characterUnits + extraGuardUnits) + Self.blockGuardUnits * blocks
  }

  private func blocks(_ bytes: Int, of size: Int) -> Int {
    let size = min(max(size, Self.fieldRange.lowerBound), Self.fieldRange.upperBound)
    return max((bytes + size - 1) / size, 1)
  }

  /// 255 means none above the least; on T=1 even one unit less than on T=0, which is left out.
  private var extraGuardUnits: Int { answer.extraGuardTime == 255 ? 0 : answer.extraGuardTime }

  private func processingTime(_ command: WireCommand) -> Duration {
    switch command.work {
    case .none: parameters.commandTime
    case .nameSelection: parameters.commandTime + parameters.nameSelectionTime
    case .pin: parameters.commandTime + parameters.pinTime
    case .privateKey: parameters.commandTime + parameters.privateKeyTime
    }
  }
}
