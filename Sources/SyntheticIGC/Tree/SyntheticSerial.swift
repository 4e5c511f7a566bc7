internal import CPSDiagnostics
internal import OpenSSLKit

/// Serial numbers in the forms of IGC-Santé (igc-sante.md, sections 1.1 and 1.4), derived from what they
/// number, so that the same tree made again is the same to the byte.
enum SyntheticSerial {
  /// 18 bytes that begin with 1120.
  static func authority(_ role: SyntheticRole) throws(CPSError) -> [UInt8] {
    [0x11, 0x20] + (try digest("authority", role.fileName).prefix(16))
  }

  /// 16 bytes: eight that are the same for all certificates of one authority, and eight that vary.
  static func leaf(_ issuer: SyntheticRole, subject: [UInt8], key: PublicKey) throws(CPSError) -> [UInt8] {
    // The first bit is left clear, as in the constants that were seen.
    var constant = Array(try digest("constant", issuer.fileName).prefix(8))
    constant[0] = constant[0] & 0x7F | 0x40
    return constant + (try Digest.sha256(subject + key.subjectPublicKeyInfo).prefix(8))
  }

  private static func digest(_ domain: String, _ text: String) throws(CPSError) -> [UInt8] {
    try Digest.sha256(Array("cpsauth synthetic \(domain) \(text)".utf8))
  }
}
