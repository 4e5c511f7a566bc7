internal import OpenSSLKit

/// What makes a key unfit for any place in a chain, the last certificate's included, which libcrypto never
/// looks at.
enum PlainKey {
  /// Bits of the prime of a DSA key: PKITS 1.0.1 has 1,024, more than 4,096 only cost time.
  private static let primeBits = 1_024...4_096

  /// What is wrong with a key, if anything.
  static func weakness(of key: PublicKey, for purpose: PlainPurpose) -> String? {
    if case .other = key.kind { return weakness(ofOther: key, for: purpose) }
    return KeyStrength.weakness(of: key, within: .plain)
  }

  /// Whether it is a key of DSA, which libcrypto's levels of security have no place for.
  static func isDSA(_ key: PublicKey) -> Bool { algorithm(of: key).first?.objectIdentifier == .dsa }

  private static func algorithm(of key: PublicKey) -> [DERElement] {
    (try? DERElement(key.subjectPublicKeyInfo).children().first?.children()) ?? []
  }

  private static func weakness(ofOther key: PublicKey, for purpose: PlainPurpose) -> String? {
    let algorithm = algorithm(of: key)
    switch algorithm.first?.objectIdentifier {
    case .ed25519, .ed448: return nil
    case .dsa where !purpose.isLogIn:
      let numbers = (try? algorithm.dropFirst().first?.children()) ?? []
      guard let prime = numbers.first, primeBits.contains(prime.contents.drop { $0 == 0 }.count * 8) else {
        return "DSA key without a prime of \(primeBits.lowerBound) to \(primeBits.upperBound) bits"
      }
      return nil
    case .dsa: return "DSA key"
    default: return "a kind of key that is not known, or parameters spelt out"
    }
  }
}
