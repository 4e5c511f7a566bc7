/// The tag of a BER-TLV object: its bytes as a number, `0x3F`, `0x7F48` or `0x5F2D` (ISO/IEC 8825-1, 8.1.2).
public struct TLVTag: RawRepresentable, Sendable, Hashable, ExpressibleByIntegerLiteral {
  /// The tag bytes, first byte highest; at most three bytes.
  public let rawValue: UInt32

  /// A tag from its bytes as a number.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A tag written as a literal.
  public init(integerLiteral value: UInt32) { rawValue = value }

  /// Whether objects with this tag contain objects.
  public var isConstructed: Bool {
    var first = rawValue
    while first > 0xFF { first >>= 8 }
    return first & 0x20 != 0
  }
}
