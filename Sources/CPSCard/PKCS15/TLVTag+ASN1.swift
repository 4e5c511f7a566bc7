internal import SmartCard

/// The ASN.1 tags that occur in the directory files (ISO/IEC 8825-1, clause 8).
extension TLVTag {
  static let boolean: TLVTag = 0x01
  static let integer: TLVTag = 0x02
  static let bitString: TLVTag = 0x03
  static let octetString: TLVTag = 0x04
  static let enumerated: TLVTag = 0x0A
  static let utf8String: TLVTag = 0x0C
  static let sequence: TLVTag = 0x30

  /// A constructed, context-specific tag.
  static func context(_ number: UInt32) -> TLVTag { TLVTag(rawValue: 0xA0 | number) }
  /// A primitive, context-specific tag.
  static func primitiveContext(_ number: UInt32) -> TLVTag { TLVTag(rawValue: 0x80 | number) }
}
