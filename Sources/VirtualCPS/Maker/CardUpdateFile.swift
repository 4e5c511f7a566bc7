internal import SmartCard

/// EF_ACTUA, in which a card keeps the period of its last update (cps-card.md sections 3.1 and 10, pitfall 18).
public enum CardUpdateFile: String, Sendable, Hashable, CaseIterable {
  /// No file: the card was never updated (REAL).
  case absent
  /// Both dates.
  case present
  /// A file in which nothing stands; the official module refuses sessions with it.
  case empty
  /// The first date alone; the official module refuses sessions with it.
  case incomplete

  static let identifier: UInt16 = 0xD010

  /// Template EC with start and end, BCD; year, month and day in four bytes are ASSUMED.
  private var content: [UInt8]? {
    let start = TLVEncoding.object(0x81, [0x20, 0x25, 0x11, 0x01])
    let end = TLVEncoding.object(0x82, [0x20, 0x28, 0x10, 0x31])
    return switch self {
    case .absent: nil
    case .present: TLVEncoding.object(0xEC, start, end)
    case .empty: [UInt8](repeating: 0, count: 16)
    case .incomplete: TLVEncoding.object(0xEC, start)
    }
  }

  /// The file with its rules, which are ASSUMED to be those of EF.SN; nil when there is none.
  var file: VirtualCardFile? {
    content.map { VirtualCardFile(Self.identifier, content: $0, access: FileAccess(read: .always)) }
  }
}
