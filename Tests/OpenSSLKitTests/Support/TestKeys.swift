import OpenSSLKit

/// Keys made once a run, since making an RSA key is slow.
enum TestKeys {
  static let rsa = Result { try PrivateKey.generateRSA(bits: 2_048) }
  static let otherRSA = Result { try PrivateKey.generateRSA(bits: 2_048) }
  static let p256 = Result { try PrivateKey.generateP256() }
}
