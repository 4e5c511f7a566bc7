extension Int64 {
  /// Eight bytes, the most significant first, two's complement.
  var bigEndianBytes: [UInt8] {
    let pattern = UInt64(bitPattern: self)
    return (0..<8).map { UInt8(truncatingIfNeeded: pattern >> (56 - 8 * UInt64($0))) }
  }
}
