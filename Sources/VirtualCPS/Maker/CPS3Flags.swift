internal import SmartCard

/// Bit strings of PKCS#15 v1.1, first bit highest.
enum CPS3Flags {
  /// CommonObjectFlags: private, modifiable.
  static func common(isPrivate: Bool, isModifiable: Bool) -> [UInt8] {
    bits((isPrivate ? [0] : []) + (isModifiable ? [1] : []))
  }

  /// A BIT STRING with the named bits set and as few bits as that takes (DER, X.690 clause 11.2.2).
  static func bits(_ positions: [Int]) -> [UInt8] {
    guard let last = positions.max() else { return TLVEncoding.object(0x03, [0x00]) }
    var bytes = [UInt8](repeating: 0, count: last / 8 + 1)
    for position in positions { bytes[position / 8] |= 0x80 >> UInt8(position % 8) }
    return TLVEncoding.object(0x03, [UInt8(7 - last % 8)] + bytes)
  }
}
