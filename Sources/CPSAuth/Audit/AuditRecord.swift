/// An entry of the audit log as a store keeps it.
public struct AuditRecord: Sendable, Hashable {
  /// Its number; the first entry has 1, and none is missing.
  public let sequence: Int64
  /// The canonical encoding of the entry (``AuditEntry/encoded()``).
  public let content: [UInt8]
  /// SHA-256 over the hash before it and the content (``AuditChain``): 32 bytes.
  public let hash: [UInt8]

  /// A record.
  public init(sequence: Int64, content: [UInt8], hash: [UInt8]) {
    self.sequence = sequence
    self.content = content
    self.hash = hash
  }

  /// The head of a log that ends with this record.
  public var head: AuditHead { AuditHead(sequence: sequence, hash: hash) }
}
