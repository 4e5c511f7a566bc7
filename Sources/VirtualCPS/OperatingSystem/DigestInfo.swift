internal import SmartCard

/// DigestInfo: a digest with the name of its algorithm, in DER (RFC 8017, clause 9.2, note 1).
enum DigestInfo {
  /// The digests that a card knows how to name.
  enum Algorithm {
    case sha1
    case sha256

    /// Bytes of the digest.
    var length: Int { self == .sha1 ? 20 : 32 }

    fileprivate var identifier: [UInt8] {
      switch self {
      case .sha1: [0x2B, 0x0E, 0x03, 0x02, 0x1A]
      case .sha256: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]
      }
    }
  }

  /// The structure around `digest`; nil when the digest has not the length of its algorithm.
  static func bytes(_ digest: [UInt8], of algorithm: Algorithm) -> [UInt8]? {
    guard digest.count == algorithm.length else { return nil }
    return TLVEncoding.object(
      0x30, TLVEncoding.object(0x30, TLVEncoding.object(0x06, algorithm.identifier), [0x05, 0x00]),
      TLVEncoding.object(0x04, digest))
  }
}
