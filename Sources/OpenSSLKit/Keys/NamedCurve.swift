/// The elliptic curves that are told apart: those of FIPS 186-5 (object identifiers of RFC 5480, clause
/// 2.1.1.1), and the random ones of Brainpool (RFC 5639, clause 4.1).
public enum NamedCurve: String, Sendable, CaseIterable {
  case p256 = "P-256"
  case p384 = "P-384"
  case p521 = "P-521"
  case brainpoolP256r1
  case brainpoolP384r1
  case brainpoolP512r1

  /// Bytes of a coordinate, and of a number modulo the order.
  var coordinateLength: Int {
    switch self {
    case .p256, .brainpoolP256r1: 32
    case .p384, .brainpoolP384r1: 48
    case .p521: 66
    case .brainpoolP512r1: 64
    }
  }

  /// Whether the contents of a BIT STRING have the form of a point, both coordinates given (SEC 1, clause
  /// 2.3.3); that it is on the curve libcrypto checks when it reads the key.
  func isPoint(_ contents: ArraySlice<UInt8>) -> Bool {
    contents.count == 2 + 2 * coordinateLength && contents.dropFirst().first == 0x04
  }

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
      case .brainpoolP256r1: Self.brainpool(0x07)
      case .brainpoolP384r1: Self.brainpool(0x0B)
      case .brainpoolP512r1: Self.brainpool(0x0D)
      }
    return [0x30, UInt8(ecPublicKey.count + curve.count)] + ecPublicKey + curve
  }

  /// 1.3.36.3.3.2.8.1.1 and the number of the curve.
  private static func brainpool(_ number: UInt8) -> [UInt8] {
    [0x06, 0x09, 0x2B, 0x24, 0x03, 0x03, 0x02, 0x08, 0x01, 0x01, number]
  }
}
