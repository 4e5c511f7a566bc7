public import CPSDiagnostics
private import CPSPrimitives
public import OpenSSLKit

/// Certificates of a chosen length: how much a card exchanges depends on it.
public enum SizedCertificate {
  /// A self-signed certificate of exactly `length` bytes: an extension that nobody knows fills it.
  ///
  /// - Throws: ``Diagnostic/internalFault`` when it cannot be so short.
  public static func der(of key: PrivateKey, length: Int) throws(CPSError) -> [UInt8] {
    let name = try DistinguishedName(relativeNames: [
      [NameAttribute(.countryName, .printable, "FR")], [NameAttribute(.title, .utf8, "Médecin")],
      [
        NameAttribute(.commonName, .utf8, "00B6000000"), NameAttribute(.surname, .utf8, "FICTIF"),
        NameAttribute(.givenName, .utf8, "Camille"),
      ],
    ])
    // An OCTET STRING with a length of two bytes, so that each byte more of filling is one more in all.
    var filling = 256
    while true {
      let value = [0x04, 0x82, UInt8(filling >> 8), UInt8(filling & 0xFF)]
      let builder = CertificateBuilder(
        serialNumber: [0x11, 0x20], issuer: name, subject: name,
        notBefore: Timestamp(millisecondsSince1970: 1_700_000_000_000),
        notAfter: Timestamp(millisecondsSince1970: 1_800_000_000_000),
        extensions: [
          CertificateExtension("1.2.250.1.999.1", value: value + [UInt8](repeating: 0x5A, count: filling))
        ])
      let der = try builder.der(for: key.publicKey, signedBy: key)
      guard der.count != length else { return der }
      guard der.count < length else { throw CPSError(.internalFault, reason: "\(length) bytes are too few") }
      filling += length - der.count
    }
  }
}
