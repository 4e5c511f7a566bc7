internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The extensions of a leaf in the order of the real ones (igc-sante.md, section 1.4).
struct LeafExtensions {
  /// Private extensions, whose identifiers are those of the code tables.
  private static let category: ObjectIdentifier = "1.2.250.1.71.1.2.5"
  private static let cardType: ObjectIdentifier = "1.2.250.1.71.1.2.2"
  private static let cardNumber: ObjectIdentifier = "1.2.250.1.71.1.2.3"
  private static let profession: ObjectIdentifier = "1.2.250.1.71.1.2.7"
  private static let speciality: ObjectIdentifier = "1.2.250.1.71.4.2.5"

  let profile: LeafProfile
  let key: PublicKey
  let issuerKey: PublicKey

  func list() throws(CPSError) -> [CertificateExtension] {
    let list =
      try identifiers() + usages + names + (profile.hasAddresses ? addresses : []) + codes
      + profile.additionalExtensions
    return list.flatMap { profile.repeatedExtensions.contains($0.oid) ? [$0, $0] : [$0] }
  }

  private func identifiers() throws(CPSError) -> [CertificateExtension] {
    var list: [CertificateExtension] = []
    if let constraints = profile.basicConstraints {
      list.append(
        CertificateExtension(
          .basicConstraints,
          value: DEREncoding.sequence(
            constraints.isAuthority ? DEREncoding.boolean(true) : [],
            constraints.pathLength.map { DEREncoding.integer(UInt64($0)) } ?? [])))
    }
    if profile.hasSubjectKeyIdentifier { list.append(try SyntheticExtension.subjectKeyIdentifier(key)) }
    list.append(try SyntheticExtension.authorityKeyIdentifier(issuerKey))
    return list
  }

  private var usages: [CertificateExtension] {
    var list: [CertificateExtension] = []
    if let usage = profile.keyUsage { list.append(SyntheticExtension.keyUsage(usage)) }
    if let policy = profile.policy { list.append(SyntheticExtension.policy(policy)) }
    if !profile.extendedKeyUsage.isEmpty {
      let purposes = profile.extendedKeyUsage.flatMap(DEREncoding.objectIdentifier)
      list.append(CertificateExtension(.extendedKeyUsage, value: DEREncoding.element(0x30, purposes)))
    }
    if profile.hasPrivateKeyUsagePeriod {
      let moments = [(UInt8(0x80), profile.validity.notBefore), (0x81, profile.validity.notAfter)]
      let period = moments.flatMap { DEREncoding.element($0.0, Self.generalizedTime($0.1)) }
      list.append(CertificateExtension(.privateKeyUsagePeriod, value: DEREncoding.element(0x30, period)))
    }
    return list
  }

  private var names: [CertificateExtension] {
    let principal = profile.userPrincipalName.map { name in
      DEREncoding.element(
        0xA0,
        DEREncoding.objectIdentifier(.userPrincipalName)
          + DEREncoding.element(0xA0, DEREncoding.string(.utf8, name)))
    }
    let names = (principal ?? []) + profile.domains.flatMap { DEREncoding.element(0x82, Array($0.utf8)) }
    return names.isEmpty
      ? [] : [CertificateExtension(.subjectAlternativeName, value: DEREncoding.element(0x30, names))]
  }

  private var addresses: [CertificateExtension] {
    [
      SyntheticExtension.distributionPoints(profile.issuer), SyntheticExtension.freshestList(profile.issuer),
      SyntheticExtension.authorityInformation(profile.issuer),
    ]
  }

  private var codes: [CertificateExtension] {
    var values: [(ObjectIdentifier, [UInt8])] = []
    if let category = profile.category { values.append((Self.category, DEREncoding.octetString([category]))) }
    if let type = profile.cardType { values.append((Self.cardType, DEREncoding.integer(UInt64(type)))) }
    if let number = profile.cardNumber {
      values.append((Self.cardNumber, DEREncoding.string(.printable, number)))
    }
    if let code = profile.profession { values.append((Self.profession, DEREncoding.integer(UInt64(code)))) }
    if !profile.specialities.isEmpty {
      let codes = profile.specialities.flatMap { DEREncoding.string(.utf8, $0) }
      values.append((Self.speciality, DEREncoding.element(0x30, codes)))
    }
    return values.map { CertificateExtension($0.0, value: $0.1) }
  }

  /// The contents of a GeneralizedTime: this extension has no other form (RFC 3280, clause 4.2.1.4).
  private static func generalizedTime(_ moment: Timestamp) -> [UInt8] {
    moment.rfc3339.utf8.filter { (0x30...0x39).contains($0) } + [0x5A]
  }
}
