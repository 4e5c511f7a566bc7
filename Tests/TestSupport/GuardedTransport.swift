internal import CPSDiagnostics
internal import SmartCard

/// Lets a command that can change a card for good through only after it has itself read, in this very
/// transaction, the serial number of a fixture.
final class GuardedTransport: CardTransport {
  /// ISO/IEC 7816-4, 7816-8 and 7816-9: what spends a try, changes a secret, a file, or the card's life.
  static let guardedInstructions: Set<UInt8> = [
    0x04, 0x0E, 0x0F,  // DEACTIVATE FILE, ERASE BINARY
    0x20, 0x21, 0x24, 0x25, 0x26, 0x28, 0x2C, 0x2D,  // VERIFY, CHANGE, DISABLE, ENABLE, RESET RETRY COUNTER
    0x44, 0x46, 0x47,  // ACTIVATE FILE, GENERATE ASYMMETRIC KEY PAIR
    0xD0, 0xD1, 0xD6, 0xD7, 0xDA, 0xDB, 0xDC, 0xDD,  // WRITE, UPDATE, PUT DATA
    0xE0, 0xE2, 0xE4, 0xE6, 0xE8, 0xFE,  // CREATE, APPEND, DELETE, TERMINATE
  ]

  private let card: any CardTransport
  private let serials: Set<String>
  /// The card's own serial number, read before its first command; nil when it has none that can be read.
  private lazy var serial: String? = readSerial()

  init(_ card: any CardTransport, serials: Set<String>) {
    self.card = card
    self.serials = serials
  }

  var answerToReset: [UInt8] { card.answerToReset }
  var transmissionProtocol: TransmissionProtocol { card.transmissionProtocol }

  /// A keypad presents a PIN too: the card must be one of ours.
  var pinPad: (any PINPad)? {
    guard let serial, serials.contains(serial) else { return nil }
    return card.pinPad
  }

  func transmit(_ command: Span<UInt8>) throws(CPSError) -> [UInt8] {
    // Read at the first command whatever it is: later it would disturb the selection that the caller made.
    let serial = serial
    if command.count < 4 || Self.guardedInstructions.contains(command[1]) {
      guard let serial, serials.contains(serial) else {
        throw CPSError(.internalFault, reason: "a test tried to change a card that is not a fixture")
      }
    }
    return try card.transmit(command)
  }

  /// The selections of EF.SN.ICC by its path without asking for data, and the class to read it with: of a CPS3,
  /// and of a CPS4, whose channel is opened first (cps-card.md section 2.2).
  private static let ways: [(cla: UInt8, selections: [[UInt8]])] = [
    (0x00, [[0x00, 0xA4, 0x09, 0x0C, 0x04, 0x3F, 0x00, 0xD0, 0x03]]),
    (
      0x01,
      [
        [0x01, 0xA4, 0x04, 0x0C, 0x08, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00],
        [0x01, 0xA4, 0x08, 0x0C, 0x02, 0xD0, 0x03],
      ]
    ),
  ]

  private func readSerial() -> String? {
    for way in Self.ways {
      if let serial = readSerial(by: way.selections, cla: way.cla) { return serial }
    }
    return nil
  }

  /// EF.SN.ICC, `5A 0A 80 25 00 00 01`, four bytes of serial, check digit (cps-card.md section 3.1).
  private func readSerial(by selections: [[UInt8]], cla: UInt8) -> String? {
    let read: [UInt8] = [cla, 0xB0, 0x00, 0x00, 0x0C]
    guard selections.allSatisfy({ (try? card.transmit($0.span)) == [0x90, 0x00] }),
      let answer = try? card.transmit(read.span), answer.count == 14, answer.suffix(2) == [0x90, 0x00],
      answer.prefix(7) == [0x5A, 0x0A, 0x80, 0x25, 0x00, 0x00, 0x01]
    else { return nil }
    let digits = answer[7..<11].flatMap { [$0 >> 4, $0 & 0x0F] }
    guard digits.allSatisfy({ $0 < 10 }) else { return nil }
    return digits.map(String.init).joined()
  }
}
