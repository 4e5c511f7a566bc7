internal import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit

/// What the key of checkpoints signs: a tag of its own for each meaning, then parts behind their lengths of four bytes,
/// big-endian (docs/audit.md, section 5).
enum CheckpointMessage {
  private static let checkpointTag = Array("CPSAUTH-AUDIT-CHECKPOINT-V1\0".utf8)
  private static let introductionTag = Array("CPSAUTH-AUDIT-KEY-V1\0".utf8)

  /// The log called so, up to this head, at this time, is what the holder of this key has written.
  static func checkpoint(
    of head: AuditHead, in environment: TrustEnvironment, log: String, at time: Timestamp, by key: PublicKey
  ) -> [UInt8] {
    checkpointTag
      + parts([
        Array(environment.rawValue.utf8), Array(log.utf8), head.sequence.bigEndianBytes, head.hash,
        time.millisecondsSince1970.bigEndianBytes, key.subjectPublicKeyInfo,
      ])
  }

  /// From here on this key speaks for the log.
  static func introduction(of key: PublicKey, in environment: TrustEnvironment, log: String) -> [UInt8] {
    introductionTag
      + parts([Array(environment.rawValue.utf8), Array(log.utf8), key.subjectPublicKeyInfo])
  }

  private static func parts(_ contents: [[UInt8]]) -> [UInt8] {
    contents.flatMap { content in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: content.count >> $0) } + content
    }
  }
}
