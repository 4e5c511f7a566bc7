/// The last entry of an audit log: where the next one continues.
public struct AuditHead: Sendable, Hashable {
  /// Its number; the first entry has 1.
  public let sequence: Int64
  /// Its hash: 32 bytes.
  public let hash: [UInt8]

  /// A head.
  public init(sequence: Int64, hash: [UInt8]) {
    self.sequence = sequence
    self.hash = hash
  }
}
