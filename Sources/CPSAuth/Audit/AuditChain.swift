internal import CPSDiagnostics
internal import OpenSSLKit

/// How each entry of the audit log vouches for all before it.
///
/// hash = SHA-256 (tag, hash of the entry before, canonical encoding). The tag is `CPSAUTH-AUDIT-V1` in
/// ASCII and a zero byte; before the first entry stand 32 zero bytes.
enum AuditChain {
  private static let tag = Array("CPSAUTH-AUDIT-V1\0".utf8)
  private static let beginning = [UInt8](repeating: 0, count: 32)

  /// The record of an entry that follows `head`, or begins the log.
  static func record(_ entry: AuditEntry, after head: AuditHead?) throws(CPSError) -> AuditRecord {
    let content = entry.encoded()
    return AuditRecord(
      sequence: entry.sequence, content: content, hash: try hash(of: content, after: head?.hash))
  }

  /// The hash of an encoding that follows another hash.
  static func hash(of content: [UInt8], after previous: [UInt8]?) throws(CPSError) -> [UInt8] {
    var message = tag
    message.reserveCapacity(tag.count + beginning.count + content.count)
    message += previous ?? beginning
    message += content
    return try Digest.sha256(message)
  }
}
