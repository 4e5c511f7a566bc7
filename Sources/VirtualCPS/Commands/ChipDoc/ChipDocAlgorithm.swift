/// The algorithm references of MSE SET that a CPS4 takes (cps-card.md section 6.4, CONF-A).
///
/// SHA-224, SHA-384 and SHA-512 have references too, which the official module does not use: left out.
enum ChipDocAlgorithm: UInt8 {
  case sha1PKCS1 = 0x0A
  case sha256PKCS1 = 0x28
  case sha1PSS = 0x15
  case sha256PSS = 0x2C

  /// RSASSA-PSS, with a salt as long as the digest.
  var isProbabilistic: Bool { self == .sha1PSS || self == .sha256PSS }

  /// What the host hashed with.
  var digest: DigestInfo.Algorithm {
    switch self {
    case .sha1PKCS1, .sha1PSS: .sha1
    case .sha256PKCS1, .sha256PSS: .sha256
    }
  }
}
