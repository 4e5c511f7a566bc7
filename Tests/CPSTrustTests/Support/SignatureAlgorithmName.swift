/// Names another algorithm of PKCS #1 in a signed structure.
enum SignatureAlgorithmName {
  static let sha1: UInt8 = 0x05
  static let md5: UInt8 = 0x04

  /// sha256WithRSAEncryption, 1.2.840.113549.1.1.11, without its last arc.
  private static let stem: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01]

  /// Replaces the last arc wherever the identifier stands.
  static func replaced(in der: [UInt8], by arc: UInt8) -> [UInt8] {
    var changed = der
    for index in der.indices.dropLast(stem.count)
    where der[index...].starts(with: stem) && der[index + stem.count] == 0x0B {
      changed[index + stem.count] = arc
    }
    return changed
  }
}
