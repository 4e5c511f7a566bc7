/// A way to sign with all its parameters: more of them than the ``SignatureAlgorithm`` by which anybody logs in.
public struct SignatureScheme: Sendable, Hashable {
  /// What turns a digest into a signature.
  enum Mechanism: Sendable, Hashable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017, clause 8.2).
    case pkcs1
    /// RSASSA-PSS, MGF1 over the same digest, and a salt of exactly so many bytes (RFC 8017, clause 8.1).
    case pss(saltLength: Int)
    /// ECDSA (FIPS 186-5) on one curve, in one form.
    case ecdsa(NamedCurve, ECDSASignature.Form)
  }

  /// Its name: that of JOSE (RFC 7518, clause 3.1) where there is one, with what it does not say behind.
  public let name: String

  let digest: SignatureDigest
  let mechanism: Mechanism

  private init(_ name: String, _ digest: SignatureDigest, _ mechanism: Mechanism) {
    self.name = name
    self.digest = digest
    self.mechanism = mechanism
  }

  /// The scheme of this name; nil when there is none.
  public init?(name: String) {
    guard let scheme = Self.all.first(where: { $0.name == name }) else { return nil }
    self = scheme
  }

  /// The scheme of one of the algorithms that log in.
  public init(_ algorithm: SignatureAlgorithm) {
    self =
      switch algorithm {
      case .rs256: Self.rs256
      case .ps256: Self.ps256
      case .es256: Self.es256
      }
  }

  /// Every scheme that is verified.
  public static let all: [SignatureScheme] =
    [
      rs256, SignatureScheme("RS384", .sha384, .pkcs1), SignatureScheme("RS512", .sha512, .pkcs1),
      ps256, SignatureScheme("PS384", .sha384, .pss(saltLength: 48)),
      SignatureScheme("PS512", .sha512, .pss(saltLength: 64)),
      SignatureScheme("PS256-salt0", .sha256, .pss(saltLength: 0)),
    ] + onCurve("ES256", .sha256, .p256) + onCurve("ES384", .sha384, .p384) + onCurve("ES512", .sha512, .p521)
    + onCurve("BP256", .sha256, .brainpoolP256r1) + onCurve("BP384", .sha384, .brainpoolP384r1)
    + onCurve("BP512", .sha512, .brainpoolP512r1)

  private static let rs256 = SignatureScheme("RS256", .sha256, .pkcs1)
  private static let ps256 = SignatureScheme("PS256", .sha256, .pss(saltLength: 32))
  private static let es256 = SignatureScheme("ES256-p1363", .sha256, .ecdsa(.p256, .sideBySide))

  /// Both forms of a signature on one curve.
  private static func onCurve(
    _ name: String, _ digest: SignatureDigest, _ curve: NamedCurve
  ) -> [SignatureScheme] {
    [
      SignatureScheme("\(name)-der", digest, .ecdsa(curve, .der)),
      SignatureScheme("\(name)-p1363", digest, .ecdsa(curve, .sideBySide)),
    ]
  }
}
