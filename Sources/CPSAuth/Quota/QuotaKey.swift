internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit

/// The name of one account: which quota counts, and for whom.
///
/// Everything in it is in the audit entry of the call too, so that who reads the log finds the account again.
struct QuotaKey {
  private static let tag = Array("CPSAUTH-QUOTA-V2\0".utf8)

  /// The quota's name.
  let quota: String
  /// Whose account; nil for all callers together.
  let dimension: PolicyQuota.Dimension?
  /// The person, card, workstation or network; empty where there is no dimension.
  let value: String
  /// The function, where the quota counts it apart.
  let function: FunctionName?
  /// The pseudonym of the neighbourhood, where the quota counts neighbours.
  let neighbourhood: [UInt8]

  /// 32 bytes: half of the digest of whose account it is, then half of that of all parts.
  ///
  /// So the accounts of one holder lie side by side in a store that keeps them in order, and what is charged together
  /// is on few of its pages.
  func bytes() throws(CPSError) -> [UInt8] {
    let holder = [dimension?.rawValue ?? "", value].map { Array($0.utf8) }
    let parts = [Array(quota.utf8)] + holder + [Array((function?.rawValue ?? "").utf8), neighbourhood]
    return try Self.halfDigest(of: holder) + Self.halfDigest(of: parts)
  }

  /// The first half of SHA-256 of tag and parts, each part behind its length in four bytes.
  private static func halfDigest(of parts: [[UInt8]]) throws(CPSError) -> [UInt8] {
    var content = tag
    for part in parts {
      for shift in [24, 16, 8, 0] { content.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
      content += part
    }
    return Array(try Digest.sha256(content).prefix(16))
  }

  /// The account in which it is noted that an alarm was raised, so that each window has one.
  static func ofAlarm(about key: [UInt8]) throws(CPSError) -> [UInt8] {
    try Digest.sha256(Array("CPSAUTH-QUOTA-ALARM-V1\0".utf8) + key)
  }

  /// The unit of a network.
  static func unit(ofNetwork network: String) throws(CPSError) -> [UInt8] {
    try Digest.sha256(Array("CPSAUTH-QUOTA-NETWORK-V1\0".utf8) + Array(network.utf8))
  }
}
