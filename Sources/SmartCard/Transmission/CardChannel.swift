public import CPSDiagnostics
internal import CPSPrimitives

/// The only way to speak to a card: applies the transport rules of T=0 and T=1 and spends a budget.
///
/// GET RESPONSE after 61xx, one repetition after 6Cxx, chains for long data; what a VERIFY answers is never
/// acted upon here, so that no software spends a try by itself.
public struct CardChannel: ~Copyable {
  /// INS of GET RESPONSE (ISO/IEC 7816-4, clause 11.7.1).
  private static let getResponse: UInt8 = 0xC0
  /// The chaining bit of CLA (ISO/IEC 7816-4, clause 5.4.1).
  private static let chainingBit: UInt8 = 0x10
  /// The most data in one short command.
  static let maximumData = 255

  private let transport: any CardTransport
  private let budget: CardBudget
  /// What was exchanged so far.
  public private(set) var count = ExchangeCount()

  /// A channel over a powered card, bounded by `budget`.
  public init(over transport: any CardTransport, budget: CardBudget) {
    self.transport = transport
    self.budget = budget
  }

  /// The card's answer to reset.
  public var answerToReset: [UInt8] { transport.answerToReset }
  /// The protocol in force.
  public var transmissionProtocol: TransmissionProtocol { transport.transmissionProtocol }

  /// Sends a command and collects its whole answer.
  ///
  /// A command that brings data, expects none and is answered 61xx counts as done: what the card has to say
  /// is left with it.
  ///
  /// - Throws: ``Diagnostic/cardBudgetExceeded``, ``Diagnostic/noProgress``, ``Diagnostic/responseTooLong``,
  ///   ``Diagnostic/malformedResponse``, or what the transport throws. A status word is an answer, not an error.
  public mutating func send(_ command: CommandAPDU) throws(CPSError) -> ResponseAPDU {
    var data = command.data[...]
    while data.count > Self.maximumData {
      let block = CommandAPDU(
        command.cla | Self.chainingBit, command.ins, command.p1, command.p2,
        data: Array(data.prefix(Self.maximumData)))
      let answer = try exchange(block)
      guard answer.status == .success else { return answer }
      data = data.dropFirst(Self.maximumData)
    }
    let last = CommandAPDU(
      command.cla, command.ins, command.p1, command.p2, data: Array(data),
      expecting: command.expectedLength)
    return try collect(try exchangeRepeatingOnce(last), of: last)
  }

  /// Presents a PIN by VERIFY (ISO/IEC 7816-4, clause 11.6.6) and returns the card's verdict.
  ///
  /// One command, whatever the card answers (attack case HC-04).
  ///
  /// - Throws: ``Diagnostic/pinMalformed`` when the card's directory excludes this length: nothing was sent;
  ///   ``Diagnostic/cardBudgetExceeded``: nothing was sent; ``Diagnostic/pinStateUnknown`` when no verdict
  ///   came back: the try is possibly spent (attack case HC-33).
  public mutating func present(
    _ pin: borrowing PIN, as reference: PINReference
  ) throws(CPSError) -> StatusWord {
    let length = reference.commandLength(digits: pin.count)
    guard reference.lengths.contains(pin.count), length <= Self.maximumData else {
      throw CPSError(.pinMalformed, ["length": reference.lengthText])
    }
    let command = try Self.verifyCommand(pin, as: reference, length: length)
    try reserve(bytes: command.count + 2)
    return try command.withBytes { (bytes) throws(CPSError) in
      do throws(CPSError) {
        return try deliver(bytes).status
      } catch {
        throw CPSError(.pinStateUnknown, reason: error.description)
      }
    }
  }

  /// Whether a PIN of this form can be typed at the reader's own keypad.
  public func hasPINPad(for reference: PINReference) -> Bool {
    PINPadForm(verifying: reference) != nil && transport.pinPad != nil
  }

  /// Has a PIN typed at the reader and presented by it, and returns the verdict: the card's, or the reader's
  /// own when nothing was sent (64xx; PC/SC part 10).
  ///
  /// One command, whatever comes back. What a reader reports is not proved by anything: the caller reads the
  /// counter again.
  ///
  /// - Throws: ``Diagnostic/pinPadUnusable`` when the reader has no keypad for this form: nothing was sent;
  ///   ``Diagnostic/cardBudgetExceeded``: nothing was sent; ``Diagnostic/pinStateUnknown`` when no verdict
  ///   came back, an empty answer included: the try is possibly spent (attack case HR-13).
  public mutating func presentAtPINPad(as reference: PINReference) throws(CPSError) -> StatusWord {
    guard let form = PINPadForm(verifying: reference), let pad = transport.pinPad else {
      throw CPSError(.pinPadUnusable, reason: "no keypad for this PIN")
    }
    // What goes over the wire to the card is what a PIN from here would take.
    let length = form.header.count + 1 + form.dataLength
    try reserve(bytes: length + 2)
    count.exchanges += 1
    count.bytes += length
    do throws(CPSError) {
      let answer = try pad.verify(form)
      count.bytes += answer.count
      return try ResponseAPDU(bytes: answer).status
    } catch {
      throw CPSError(.pinStateUnknown, reason: error.description)
    }
  }

  private static func verifyCommand(
    _ pin: borrowing PIN, as reference: PINReference, length: Int
  ) throws(CPSError) -> SecretBytes {
    try pin.withDigits { (digits) throws(CPSError) in
      try SecretBytes(capacity: 5 + length) { memory in
        let header = [reference.cla, 0x20, 0x00, reference.number, UInt8(length)]
        for (index, byte) in header.enumerated() { memory[index] = byte }
        for index in 0..<length {
          memory[5 + index] = index < digits.count ? digits[index] : reference.padding?.filler ?? 0
        }
        return 5 + length
      }
    }
  }

  /// Answers 6Cxx to a command that may be repeated by one repetition with the length it names.
  private mutating func exchangeRepeatingOnce(_ command: CommandAPDU) throws(CPSError) -> ResponseAPDU {
    let first = try exchange(command)
    guard let exact = first.status.exactLength, let limit = command.expectedLength else { return first }
    guard exact <= limit else {
      throw CPSError(.responseTooLong, reason: "6Cxx for \(exact) bytes where \(limit) were asked for")
    }
    let repeated = CommandAPDU(
      command.cla, command.ins, command.p1, command.p2, data: command.data, expecting: exact)
    let second = try exchange(repeated)
    guard second.status.exactLength == nil else {
      throw CPSError(.noProgress, reason: "6Cxx answered to the repeated command")
    }
    return second
  }

  /// Follows 61xx until the answer is whole.
  private mutating func collect(
    _ first: ResponseAPDU, of command: CommandAPDU
  ) throws(CPSError) -> ResponseAPDU {
    var answer = first
    var data = first.data
    guard let limit = command.expectedLength else {
      // A command without data and without Le has no answer data that could be left (ISO/IEC 7816-3, 12.1.1).
      let isLeft = answer.status.remainingLength != nil && !command.data.isEmpty
      return isLeft ? ResponseAPDU(status: .success) : answer
    }
    while let remaining = answer.status.remainingLength {
      let fetch = CommandAPDU(
        getResponseClass(for: command.cla), Self.getResponse, 0, 0, expecting: remaining)
      answer = try exchangeRepeatingOnce(fetch)
      guard !answer.data.isEmpty || !Self.claimsData(answer.status) else {
        throw CPSError(.noProgress, reason: "GET RESPONSE without data")
      }
      data += answer.data
      guard data.count <= limit else { throw CPSError(.responseTooLong, reason: "more than Le bytes") }
    }
    return ResponseAPDU(data: data, status: answer.status)
  }

  /// Whether a GET RESPONSE with this status must have brought data.
  private static func claimsData(_ status: StatusWord) -> Bool {
    status == .success || status.remainingLength != nil
  }

  /// The interindustry class keeps its channel bits, the CPS2ter class stays as it is
  /// (cps-card.md section 3.5).
  private func getResponseClass(for cla: UInt8) -> UInt8 {
    cla & 0x80 == 0 ? cla & ~(Self.chainingBit | 0x0C) : cla
  }

  private mutating func exchange(_ command: CommandAPDU) throws(CPSError) -> ResponseAPDU {
    let bytes = TPDU.bytes(of: command, on: transport.transmissionProtocol)
    try reserve(bytes: bytes.count + 2)
    let answer = try deliver(bytes.span)
    let limit = command.expectedLength ?? 0
    guard answer.data.count <= limit else {
      throw CPSError(.responseTooLong, reason: "\(answer.data.count) bytes where \(limit) were asked for")
    }
    guard count.bytes <= budget.bytes else { throw exhaustion() }
    return answer
  }

  /// Makes sure that a command and its status word fit what is left of the budget.
  func reserve(bytes: Int) throws(CPSError) {
    guard count.exchanges < budget.exchanges, count.bytes + bytes <= budget.bytes else { throw exhaustion() }
  }

  private func exhaustion() -> CPSError {
    CPSError(.cardBudgetExceeded, reason: "\(count.exchanges) exchanges, \(count.bytes) bytes")
  }

  /// Sends the bytes of one command, whatever they are, and counts them.
  mutating func deliver(_ command: Span<UInt8>) throws(CPSError) -> ResponseAPDU {
    count.exchanges += 1
    count.bytes += command.count
    let answer = try transport.transmit(command)
    count.bytes += answer.count
    return try ResponseAPDU(bytes: answer)
  }
}
