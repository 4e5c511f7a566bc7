internal import SmartCard

/// A command as the card understood it from the wire.
struct ReceivedCommand {
  /// The chaining bit of CLA (ISO/IEC 7816-4, clause 5.4.1).
  static let chainingBit: UInt8 = 0x10

  let cla: UInt8
  let ins: UInt8
  let p1: UInt8
  let p2: UInt8
  let data: [UInt8]
  /// How many bytes the host is ready to take, 1 to 256; nil when none.
  let expectedLength: Int?

  /// Whether more commands follow for the same data.
  var isChained: Bool { cla & Self.chainingBit != 0 }
  /// P1 and P2 as one number.
  var parameters: UInt16 { UInt16(p1) << 8 | UInt16(p2) }

  /// Splits the bytes of one command, nil when their number contradicts P3 (ISO/IEC 7816-3, clause 12.1).
  ///
  /// Short commands only (cps-card.md section 3.1, EF.ATR tag E0).
  init?(_ bytes: [UInt8], on wire: TransmissionProtocol) {
    guard bytes.count >= 4 else { return nil }
    (cla, ins, p1, p2) = (bytes[0], bytes[1], bytes[2], bytes[3])
    if bytes.count == 4 {
      (data, expectedLength) = ([], nil)
    } else if bytes.count == 5 {
      // On T=0 the instruction alone tells whether P3 is Lc or Le.
      let takesData = wire == .t0 && Instruction.takingData.contains(ins)
      guard !takesData || bytes[4] == 0 else { return nil }
      data = []
      expectedLength = takesData ? nil : Self.length(bytes[4])
    } else {
      let count = Int(bytes[4])
      let hasLe = wire == .t1 && bytes.count == 6 + count
      guard count > 0, bytes.count == 5 + count || hasLe else { return nil }
      data = Array(bytes[5..<(5 + count)])
      expectedLength = hasLe ? Self.length(bytes[5 + count]) : nil
    }
  }

  /// The whole command that a chain ends with.
  init(joining data: [UInt8], to last: ReceivedCommand) {
    (cla, ins, p1, p2) = (last.cla, last.ins, last.p1, last.p2)
    self.data = data + last.data
    expectedLength = last.expectedLength
  }

  private static func length(_ byte: UInt8) -> Int { byte == 0 ? 256 : Int(byte) }
}
