internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit

/// The name of one account: which quota counts, and for whom.
///
/// Everything in it is in the audit entry of the call too, so that who reads the log finds the account again.
struct QuotaKey {
  private static let tag = Array("CPSAUTH-QUOTA-V1\0".utf8)

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

  /// SHA-256 of tag and parts, each part behind its length in four bytes: 32 bytes.
  func bytes() throws(CPSError) -> [UInt8] {
    var content = Self.tag
    let parts = [quota, dimension?.rawValue ?? "", value, function?.rawValue ?? ""].map { Array($0.utf8) }
    for part in parts + [neighbourhood] {
      for shift in [24, 16, 8, 0] { content.append(UInt8(truncatingIfNeeded: part.count >> shift)) }
      content += part
    }
    return try Digest.sha256(content)
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
