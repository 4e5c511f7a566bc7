/// A SHA-256 digest in the forms of RSASSA-PKCS1-v1_5 (RFC 8017, section 9.2).
enum PaddedDigest {
  /// The DigestInfo of SHA-256 without its digest (RFC 8017, section 9.2, note 1).
  private static let informationPrefix: [UInt8] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
  ]

  /// DigestInfo, for a card that adds the padding itself.
  static func information(of digest: [UInt8]) -> [UInt8] { informationPrefix + digest }

  /// Block type 1, as long as the modulus, for a card that applies the bare RSA operation.
  static func block(of digest: [UInt8], length: Int) -> [UInt8] {
    let information = information(of: digest)
    let filling = [UInt8](repeating: 0xFF, count: max(length - information.count - 3, 0))
    return [0x00, 0x01] + filling + [0x00] + information
  }
}
