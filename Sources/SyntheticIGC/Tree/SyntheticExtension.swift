internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Values of the extensions of the tree, in the forms of IGC-Santé (igc-sante.md, sections 1.1 and 1.4).
enum SyntheticExtension {
  /// SHA-1 of the key itself (RFC 5280, clause 4.2.1.2, method 1).
  static func keyIdentifier(of key: PublicKey) throws(CPSError) -> [UInt8] {
    let members = try DERElement(key.subjectPublicKeyInfo).children()
    return try Digest.sha1(members.last?.wholeBytes ?? [])
  }

  static func subjectKeyIdentifier(_ key: PublicKey) throws(CPSError) -> CertificateExtension {
    CertificateExtension(.subjectKeyIdentifier, value: DEREncoding.octetString(try keyIdentifier(of: key)))
  }

  static func authorityKeyIdentifier(_ key: PublicKey) throws(CPSError) -> CertificateExtension {
    CertificateExtension(
      .authorityKeyIdentifier,
      value: DEREncoding.sequence(DEREncoding.element(0x80, try keyIdentifier(of: key))))
  }

  static func keyUsage(_ usage: KeyUsage) -> CertificateExtension {
    CertificateExtension(.keyUsage, isCritical: true, value: DEREncoding.namedBits(usage.rawValue))
  }

  /// A policy with the address of its statement.
  static func policy(_ policy: ObjectIdentifier) -> CertificateExtension {
    let statement = DEREncoding.sequence(
      DEREncoding.objectIdentifier(.certificationPracticeStatement),
      DEREncoding.string(.ia5, SyntheticAddress.practiceStatement))
    let information = DEREncoding.sequence(
      DEREncoding.objectIdentifier(policy), DEREncoding.sequence(statement))
    return CertificateExtension(.certificatePolicies, value: DEREncoding.sequence(information))
  }

  /// Two points, HTTP then LDAP.
  static func distributionPoints(_ role: SyntheticRole) -> CertificateExtension {
    let entry = SyntheticAddress.directoryEntry(role, attribute: "certificaterevocationlist")
    return CertificateExtension(
      .crlDistributionPoints, value: DEREncoding.sequence(point(SyntheticAddress.list(role)), point(entry)))
  }

  /// Lists of changes are published by LDAP only.
  static func freshestList(_ role: SyntheticRole) -> CertificateExtension {
    let entry = SyntheticAddress.directoryEntry(role, attribute: "deltarevocationlist")
    return CertificateExtension(.freshestCRL, value: DEREncoding.sequence(point(entry)))
  }

  /// The status responder, then the issuer's certificate.
  static func authorityInformation(_ role: SyntheticRole) -> CertificateExtension {
    let responder = access("1.3.6.1.5.5.7.48.1", SyntheticAddress.statusResponder)
    let issuers = access("1.3.6.1.5.5.7.48.2", SyntheticAddress.certificate(role))
    return CertificateExtension(.authorityInformationAccess, value: DEREncoding.sequence(responder, issuers))
  }

  /// A uniformResourceIdentifier among the forms of GeneralName.
  private static func address(_ text: String) -> [UInt8] { DEREncoding.element(0x86, Array(text.utf8)) }

  /// DistributionPoint with a fullName.
  private static func point(_ text: String) -> [UInt8] {
    DEREncoding.sequence(DEREncoding.element(0xA0, DEREncoding.element(0xA0, address(text))))
  }

  private static func access(_ method: ObjectIdentifier, _ text: String) -> [UInt8] {
    DEREncoding.sequence(DEREncoding.objectIdentifier(method), address(text))
  }
}
