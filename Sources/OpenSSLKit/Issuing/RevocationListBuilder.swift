public import CPSDiagnostics
public import CPSPrimitives

/// Issues revocation lists of version 2 (RFC 5280, clause 5.1), signed with sha256WithRSAEncryption.
public struct RevocationListBuilder: Sendable {
  /// One certificate that is revoked.
  public struct Entry: Sendable {
    /// The magnitude of its serial number.
    public var serialNumber: [UInt8]
    /// When it was revoked.
    public var moment: Timestamp
    /// Extensions of the entry, such as reasonCode.
    public var extensions: [CertificateExtension]

    /// An entry.
    public init(serialNumber: [UInt8], moment: Timestamp, extensions: [CertificateExtension] = []) {
      self.serialNumber = serialNumber
      self.moment = moment
      self.extensions = extensions
    }
  }

  /// The name of who issues.
  public var issuer: DistinguishedName
  /// When it is issued.
  public var thisUpdate: Timestamp
  /// When the next one comes at the latest; nil to say nothing.
  public var nextUpdate: Timestamp?
  /// What is revoked.
  public var entries: [Entry]
  /// The extensions in their order: cRLNumber and authorityKeyIdentifier at least, says the RFC.
  public var extensions: [CertificateExtension]

  /// A list to be issued.
  public init(
    issuer: DistinguishedName, thisUpdate: Timestamp, nextUpdate: Timestamp?, entries: [Entry],
    extensions: [CertificateExtension]
  ) {
    self.issuer = issuer
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
    self.entries = entries
    self.extensions = extensions
  }

  /// The DER list, signed by `issuerKey`.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA.
  public func der(signedBy issuerKey: PrivateKey) throws(CPSError) -> [UInt8] {
    let revoked = entries.flatMap { entry in
      DEREncoding.sequence(
        DEREncoding.integer(magnitude: entry.serialNumber), DEREncoding.time(entry.moment),
        entry.extensions.isEmpty ? [] : CertificateExtension.encoding(of: entry.extensions))
    }
    let body = DEREncoding.sequence(
      DEREncoding.integer(1), SignedStructure.sha256WithRSAIdentifier, issuer.der,
      DEREncoding.time(thisUpdate), nextUpdate.map(DEREncoding.time) ?? [],
      // An empty list is left out (clause 5.1.2.6).
      entries.isEmpty ? [] : DEREncoding.element(0x30, revoked),
      extensions.isEmpty
        ? [] : DEREncoding.element(0xA0, CertificateExtension.encoding(of: extensions)))
    return try SignedStructure.encoding(of: body, signedBy: issuerKey)
  }

  /// The list, signed by `issuerKey`, as this product reads it.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` for a key that is not RSA;
  ///   ``Diagnostic/revocationListMalformed`` for fields that this product refuses to read.
  public func list(signedBy issuerKey: PrivateKey) throws(CPSError) -> RevocationList {
    try RevocationList(der: der(signedBy: issuerKey))
  }
}
