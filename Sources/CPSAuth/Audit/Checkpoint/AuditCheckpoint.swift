public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import OpenSSLKit

/// A signed statement of how far an audit log had come, to be kept where who runs the service cannot change it.
///
/// A log that was cut or written anew disagrees with it (attack cases ST-04, ST-05).
public struct AuditCheckpoint: Sendable, Hashable {
  /// The world of the log.
  public let environment: TrustEnvironment
  /// The name that its genesis gave the log.
  public let log: String
  /// The last entry that it vouches for.
  public let head: AuditHead
  /// When it was signed.
  public let time: Timestamp
  /// Who signed.
  public let key: PublicKey
  /// ES256 (RFC 7518, clause 3.4): 64 bytes.
  public let signature: [UInt8]

  /// The checkpoint that an entry of the log carries.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` when it carries none.
  public init(_ entry: AuditEntry) throws(CPSError) {
    guard entry.event.kind == .checkpoint, let head = entry.event.stated, let log = entry.event.facts["log"],
      let key = entry.event.publicKey, let signature = entry.event.signature
    else { throw CPSError(.inputMalformed, ["detail": "checkpoint"], reason: "not a checkpoint") }
    try self.init(
      entry.environment, log: log, head: head, time: entry.time, key: PublicKey(subjectPublicKeyInfo: key),
      signature: signature)
  }

  init(
    _ environment: TrustEnvironment, log: String, head: AuditHead, time: Timestamp, key: PublicKey,
    signature: [UInt8]
  ) throws(CPSError) {
    self.environment = environment
    self.log = log
    self.head = head
    self.time = time
    self.key = key
    self.signature = signature
  }

  /// Whether the key that it names signed it.
  public func isAuthentic() throws(CPSError) -> Bool {
    try key.isValid(
      signature: signature,
      for: CheckpointMessage.checkpoint(of: head, in: environment, log: log, at: time, by: key),
      algorithm: .es256)
  }
}
