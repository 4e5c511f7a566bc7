import OpenSSLKit

/// Extensions that a test puts in the place of right ones.
enum Extensions {
  static func usage(_ usage: KeyUsage, isCritical: Bool = true) -> CertificateExtension {
    CertificateExtension(.keyUsage, isCritical: isCritical, value: DEREncoding.namedBits(usage.rawValue))
  }

  static func purposes(_ purposes: ObjectIdentifier...) -> CertificateExtension {
    CertificateExtension(
      .extendedKeyUsage, value: DEREncoding.element(0x30, purposes.flatMap(DEREncoding.objectIdentifier)))
  }

  static func issuerKey(_ identifier: [UInt8]) -> CertificateExtension {
    CertificateExtension(
      .authorityKeyIdentifier, value: DEREncoding.sequence(DEREncoding.element(0x80, identifier)))
  }

  static func policy(_ policy: ObjectIdentifier) -> CertificateExtension {
    CertificateExtension(
      .certificatePolicies,
      value: DEREncoding.sequence(DEREncoding.sequence(DEREncoding.objectIdentifier(policy))))
  }

  static func category(_ byte: UInt8) -> CertificateExtension {
    CertificateExtension(.igcCategory, value: DEREncoding.octetString([byte]))
  }

  static func cardType(_ code: UInt64) -> CertificateExtension {
    CertificateExtension(.igcCardType, value: DEREncoding.integer(code))
  }

  static func cardNumber(_ text: String, as type: NameStringType = .printable) -> CertificateExtension {
    CertificateExtension(.igcCardNumber, value: DEREncoding.string(type, text))
  }

  static func profession(_ code: UInt64) -> CertificateExtension {
    CertificateExtension(.igcProfession, value: DEREncoding.integer(code))
  }

  static func specialities(_ codes: [UInt8]...) -> CertificateExtension {
    CertificateExtension(.igcSpecialities, value: DEREncoding.element(0x30, codes.flatMap { $0 }))
  }
}

extension ObjectIdentifier {
  static let igcCategory: ObjectIdentifier = "1.2.250.1.71.1.2.5"
  static let igcCardType: ObjectIdentifier = "1.2.250.1.71.1.2.2"
  static let igcCardNumber: ObjectIdentifier = "1.2.250.1.71.1.2.3"
  static let igcProfession: ObjectIdentifier = "1.2.250.1.71.1.2.7"
  static let igcSpecialities: ObjectIdentifier = "1.2.250.1.71.4.2.5"
}
