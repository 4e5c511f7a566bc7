/// The elliptic curves that are told apart (FIPS 186-5; object identifiers of RFC 5480, clause 2.1.1.1).
public enum NamedCurve: String, Sendable, CaseIterable {
  case p256 = "P-256"
  case p384 = "P-384"
  case p521 = "P-521"

  /// The AlgorithmIdentifier of a key on this curve: id-ecPublicKey, then the curve by name.
  ///
  /// A key that spells its curve out as parameters does not begin with these bytes, and is none of these.
  var algorithmIdentifier: [UInt8] {
    let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
    let curve: [UInt8] =
      switch self {
      case .p256: [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
      case .p384: [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x22]
      case .p521: [0x06, 0x05, 0x2B, 0x81, 0x04, 0x00, 0x23]
      }
    return [0x30, UInt8(ecPublicKey.count + curve.count)] + ecPublicKey + curve
  }
}
