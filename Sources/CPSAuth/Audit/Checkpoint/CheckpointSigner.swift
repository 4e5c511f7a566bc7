public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
public import OpenSSLKit

/// The key of a service that vouches for its audit log, on P-256.
public final class CheckpointSigner: Sendable {
  /// The public half.
  public var publicKey: PublicKey { key.publicKey }

  private let key: PrivateKey
  private let previous: PrivateKey?

  /// A signer.
  ///
  /// - Parameter previous: the key that signed before and vouches for this one; nil for the first, and when it is lost.
  /// - Throws: ``Diagnostic/configurationInvalid`` for a key of another kind, or one that would follow itself.
  public init(_ key: PrivateKey, replacing previous: PrivateKey? = nil) throws(CPSError) {
    for candidate in [key, previous].compactMap(\.self) {
      guard candidate.publicKey.kind == .ellipticCurve(.p256) else { throw Self.refusal("a key on P-256") }
    }
    guard key.publicKey != previous?.publicKey else { throw Self.refusal("two different keys") }
    self.key = key
    self.previous = previous
  }

  /// The event by which the key comes into a log.
  func introduction(in environment: TrustEnvironment, log: String) throws(CPSError) -> AuditEvent {
    var event = AuditEvent(.checkpointKey)
    event.facts["log"] = log
    event.publicKey = publicKey.subjectPublicKeyInfo
    guard let previous else { return event }
    event.facts["replaces"] = Hexadecimal.encode(try previous.publicKey.fingerprint())
    let message = CheckpointMessage.introduction(of: publicKey, in: environment, log: log)
    event.signature = try previous.sign(message, algorithm: .es256)
    return event
  }

  /// The event that vouches for the log up to a head.
  func event(
    over head: AuditHead, in environment: TrustEnvironment, log: String, at now: Timestamp
  ) throws(CPSError) -> AuditEvent {
    var event = AuditEvent(.checkpoint)
    event.facts["log"] = log
    event.stated = head
    event.publicKey = publicKey.subjectPublicKeyInfo
    let message = CheckpointMessage.checkpoint(of: head, in: environment, log: log, at: now, by: publicKey)
    event.signature = try key.sign(message, algorithm: .es256)
    return event
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(
      .configurationInvalid, ["place": "audit checkpoint key", "detail": "\(detail) expected"], reason: detail
    )
  }
}

extension PublicKey {
  /// SHA-256 of the SubjectPublicKeyInfo: 32 bytes, as `openssl pkey -pubin -outform DER | sha256sum` gives.
  func fingerprint() throws(CPSError) -> [UInt8] { try Digest.sha256(subjectPublicKeyInfo) }
}
