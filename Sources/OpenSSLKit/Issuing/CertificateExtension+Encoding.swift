extension CertificateExtension {
  /// A SEQUENCE OF Extension; FALSE is left out, being the default.
  static func encoding(of extensions: [CertificateExtension]) -> [UInt8] {
    DEREncoding.element(
      0x30,
      extensions.flatMap { item in
        DEREncoding.sequence(
          DEREncoding.objectIdentifier(item.oid), item.isCritical ? DEREncoding.boolean(true) : [],
          DEREncoding.octetString(item.value))
      })
  }
}
