internal import CPSDiagnostics

/// What in a certificate makes validation expensive, counted before any of it is processed.
///
/// libcrypto sorts 10,000 policies in 1.6 s, and compares every name with every constraint (attack case HN-15;
/// RFC 9618, clause 1).
public enum PathComplexity {
  /// Policies of one certificate; those in use have less than ten.
  public static let maximumPolicies = 64
  /// Policies of one certificate that stand for others.
  public static let maximumMappings = 64
  /// Names of one certificate, and name constraints of one authority.
  public static let maximumNames = 256
  /// Bytes of a key with its algorithm: RSA of 8,192 bits has 1,060, DSA of 4,096 bits 1,600.
  public static let maximumKeyLength = 2_048
  /// Bytes of the public exponent of an RSA key, which verifying a signature raises to.
  public static let maximumExponentLength = 4

  /// What exceeds its bound, if anything.
  public static func excess(in certificate: Certificate) -> String? {
    func count(_ oid: ObjectIdentifier) -> Int { certificate.extensions(oid).map(members).max() ?? 0 }
    if let excess = excess(in: certificate.publicKey) { return excess }
    if certificate.policies.count > maximumPolicies { return "\(certificate.policies.count) policies" }
    if count(.policyMappings) > maximumMappings { return "\(count(.policyMappings)) policy mappings" }
    if count(.subjectAlternativeName) > maximumNames { return "\(count(.subjectAlternativeName)) names" }
    let constraints = certificate.extensions(.nameConstraints).map(constraintCount).max() ?? 0
    return constraints > maximumNames ? "\(constraints) name constraints" : nil
  }

  /// A signature under such a key takes a hundred times as long to verify as under a usual one.
  private static func excess(in key: PublicKey) -> String? {
    if key.subjectPublicKeyInfo.count > maximumKeyLength {
      return "a key of \(key.subjectPublicKeyInfo.count) bytes"
    }
    if case .rsa(_, let exponent) = key.kind, exponent.count > maximumExponentLength {
      return "a public exponent of \(exponent.count) bytes"
    }
    return nil
  }

  private static func members(of item: CertificateExtension) -> Int {
    (try? DERElement(item.value).children().count) ?? 0
  }

  private static func constraintCount(of item: CertificateExtension) -> Int {
    let trees = (try? DERElement(item.value).children()) ?? []
    return trees.reduce(0) { $0 + ((try? $1.children().count) ?? 0) }
  }
}
