import OpenSSLKit

/// Extensions of any size, which nobody needs.
enum Bulk {
  static func policies(_ count: Int) -> CertificateExtension {
    CertificateExtension(
      .certificatePolicies,
      value: DEREncoding.element(
        0x30, (0..<count).flatMap { DEREncoding.sequence(DEREncoding.objectIdentifier(policy($0))) }))
  }

  static func mappings(_ count: Int) -> CertificateExtension {
    mappings((0..<count).map { ($0, $0) })
  }

  /// Each policy stands for each.
  static func crossMappings(_ count: Int) -> CertificateExtension {
    mappings((0..<count).flatMap { from in (0..<count).map { (from, $0) } })
  }

  static func names(_ count: Int) -> CertificateExtension {
    CertificateExtension(
      .subjectAlternativeName,
      value: DEREncoding.element(
        0x30, (0..<count).flatMap { DEREncoding.element(0x82, Array("host\($0).example".utf8)) }))
  }

  static func constraints(_ count: Int) -> CertificateExtension {
    let trees = (0..<count).flatMap {
      DEREncoding.sequence(DEREncoding.element(0x82, Array("host\($0).example".utf8)))
    }
    return CertificateExtension(
      .nameConstraints, isCritical: true, value: DEREncoding.sequence(DEREncoding.element(0xA0, trees)))
  }

  private static func mappings(_ pairs: [(from: Int, to: Int)]) -> CertificateExtension {
    CertificateExtension(
      .policyMappings, isCritical: true,
      value: DEREncoding.element(
        0x30,
        pairs.flatMap { pair in
          DEREncoding.sequence(
            DEREncoding.objectIdentifier(policy(pair.from)), DEREncoding.objectIdentifier(policy(pair.to)))
        }))
  }

  private static func policy(_ number: Int) -> ObjectIdentifier { .init(stringLiteral: "1.2.3.\(number)") }
}
