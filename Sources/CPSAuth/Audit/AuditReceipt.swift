/// The place of an entry that is durable now.
public struct AuditReceipt: Sendable, Hashable {
  /// The entry's number.
  public let sequence: Int64
  /// The entry's hash: 32 bytes.
  public let hash: [UInt8]
}
