public import CPSDiagnostics
private import CPSPrimitives
public import OpenSSLKit

/// Somebody to whom the subjects of an audit log are sealed in a test: the officer or the deputy.
public struct SealOfficer: Sendable {
  /// What the service is given.
  public let certificate: Certificate
  /// What stays with the officer.
  public let key: PrivateKey

  /// An officer with a key of this kind; the certificate bears no signature that anybody would ask about.
  public init(_ serialNumber: UInt8, key: PrivateKey, usage: [UInt8]? = nil) throws(CPSError) {
    let name = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "Officer")]])
    let builder = CertificateBuilder(
      serialNumber: [serialNumber], issuer: name, subject: name,
      notBefore: Timestamp(millisecondsSince1970: 1_700_000_000_000),
      notAfter: Timestamp(millisecondsSince1970: 2_000_000_000_000),
      extensions: usage.map { [CertificateExtension("2.5.29.15", isCritical: true, value: $0)] } ?? [])
    certificate = try builder.certificate(for: key.publicKey, signedBy: PrivateKey.generateRSA(bits: 2_048))
    self.key = key
  }

  /// One with an RSA key and one with a key on P-256.
  public static func pair() throws(CPSError) -> (officer: SealOfficer, deputy: SealOfficer) {
    (
      try SealOfficer(1, key: .generateRSA(bits: 2_048)), try SealOfficer(2, key: .generateP256())
    )
  }
}
