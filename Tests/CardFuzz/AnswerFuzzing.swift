internal import CPSDiagnostics
internal import SmartCard

/// Commands to a card whose every answer is on a tape.
enum AnswerFuzzing {
  /// Two bytes of length and the answer, one after the other; an empty answer at the end of the tape.
  private final class Tape: CardTransport {
    let answerToReset: [UInt8] = []
    let transmissionProtocol: TransmissionProtocol
    private var rest: ArraySlice<UInt8>

    init(_ rest: ArraySlice<UInt8>, on wire: TransmissionProtocol) {
      self.rest = rest
      transmissionProtocol = wire
    }

    func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
      guard let high = rest.popFirst(), let low = rest.popFirst() else { return [] }
      let answer = rest.prefix(Int(high) << 8 | Int(low))
      rest = rest.dropFirst(answer.count)
      return Array(answer)
    }
  }

  private static let budget = CardBudget(exchanges: 40, bytes: 4_096)
  private static let commands = [
    CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: [0x3F, 0x00], expecting: 256),
    CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 16),
    CommandAPDU(0x01, 0xA4, 0x04, 0x0C, data: [0x80]),
    CommandAPDU(0x00, 0x88, 0x00, 0x00, data: [UInt8](repeating: 0x5A, count: 300), expecting: 256),
    CommandAPDU(0xA0, 0xC0, 0x00, 0x00, expecting: 1),
  ]

  static func violation(by input: [UInt8]) -> String? {
    let wire: TransmissionProtocol = (input.first ?? 0) & 1 == 0 ? .t0 : .t1
    var channel = CardChannel(over: Tape(input.dropFirst(), on: wire), budget: budget)
    for command in commands {
      if let answer = try? channel.send(command) {
        let limit = command.expectedLength ?? 0
        if answer.data.count > limit { return "\(answer.data.count) bytes where \(limit) were expected" }
        // A block of a chain expects nothing, so that there is nothing to repeat with another length.
        let isChained = command.data.count > 255
        if answer.status.exactLength != nil, limit > 0, !isChained { return "6C handed on" }
      }
    }
    // The last answer may exceed the bytes: it was longer than what was asked for.
    return channel.count.exchanges > budget.exchanges ? "\(channel.count.exchanges) exchanges" : nil
  }
}
