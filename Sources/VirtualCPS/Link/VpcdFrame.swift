/// What vpcd sends to a card: a control byte or a command (cps-card.md section 12).
enum VpcdFrame: Equatable {
  case powerOff
  case powerOn
  case reset
  case answerToReset
  case command([UInt8])

  /// A payload of one byte is a control; no command is that short.
  init(payload: [UInt8]) {
    switch payload {
    case [0]: self = .powerOff
    case [1]: self = .powerOn
    case [2]: self = .reset
    case [4]: self = .answerToReset
    default: self = .command(payload)
    }
  }

  /// A payload with its length before it, two bytes, big-endian.
  static func bytes(of payload: [UInt8]) -> [UInt8] {
    [UInt8(payload.count >> 8 & 0xFF), UInt8(payload.count & 0xFF)] + payload
  }
}
