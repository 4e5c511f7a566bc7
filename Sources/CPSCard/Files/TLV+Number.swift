internal import CPSDiagnostics
internal import SmartCard

extension TLV {
  /// The value as a big-endian number of one to four bytes, without a sign.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` for any other length.
  func unsignedNumber() throws(CPSError) -> Int {
    guard (1...4).contains(value.count) else {
      throw CPSError(.malformedTLV, reason: "a number of \(value.count) bytes")
    }
    return value.reduce(0) { $0 << 8 | Int($1) }
  }
}
