/// One group of interface bytes in an answer to reset: TAi, TBi and TCi (ISO/IEC 7816-3, clause 8.2.3).
public struct InterfaceBytes: Sendable, Hashable {
  /// TAi, where it is present.
  public var ta: UInt8?
  /// TBi, where it is present.
  public var tb: UInt8?
  /// TCi, where it is present.
  public var tc: UInt8?
}
