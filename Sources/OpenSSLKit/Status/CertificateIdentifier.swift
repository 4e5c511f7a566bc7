public import CPSDiagnostics

/// CertID: a certificate, named by digests of its issuer's name and key and by its serial number (RFC 6960,
/// clause 4.1.1).
///
/// Equal to another when digest, both hashes and the serial number are.
public struct CertificateIdentifier: Sendable, Hashable {
  /// The longest serial number, in bytes (RFC 5280, clause 4.1.2.2).
  private static let maximumSerialLength = 20

  /// The digest of both hashes.
  public let digest: IdentifierDigest
  /// The digest of the issuer's DER name.
  public let issuerNameHash: [UInt8]
  /// The digest of the issuer's key: of its BIT STRING without tag, length and count of unused bits.
  public let issuerKeyHash: [UInt8]
  /// The magnitude of the serial number, big-endian without leading zeros.
  public let serialNumber: [UInt8]

  /// An identifier from its parts.
  public init(
    digest: IdentifierDigest, issuerNameHash: [UInt8], issuerKeyHash: [UInt8], serialNumber: [UInt8]
  ) {
    self.digest = digest
    self.issuerNameHash = issuerNameHash
    self.issuerKeyHash = issuerKeyHash
    self.serialNumber = Array(serialNumber.drop { $0 == 0 })
  }

  /// Names the certificate that `issuer` issued under this serial number, a magnitude.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public init(
    serialNumber: [UInt8], issuedBy issuer: Certificate, digest: IdentifierDigest
  ) throws(CPSError) {
    self.init(
      digest: digest, issuerNameHash: try digest.digest(issuer.subject.der),
      issuerKeyHash: try digest.digest(issuer.publicKey.bitString), serialNumber: serialNumber)
  }

  init(_ element: DERElement) throws(CPSError) {
    let members = try element.children()
    guard element.tag == 0x30, members.count == 4, let nameHash = members[1].octetString,
      let keyHash = members[2].octetString, members[3].tag == 0x02
    else { throw DERElement.failure("certID") }
    let digest = try IdentifierDigest(members[0])
    let (serialNumber, isNegative) = SerialNumber.magnitude(members[3].contents)
    guard nameHash.count == digest.length, keyHash.count == digest.length, !isNegative,
      serialNumber.count <= Self.maximumSerialLength
    else { throw DERElement.failure("lengths in certID") }
    self.init(digest: digest, issuerNameHash: nameHash, issuerKeyHash: keyHash, serialNumber: serialNumber)
  }

  var encoding: [UInt8] {
    DEREncoding.sequence(
      digest.encoding, DEREncoding.octetString(issuerNameHash), DEREncoding.octetString(issuerKeyHash),
      DEREncoding.integer(magnitude: serialNumber))
  }
}

extension PublicKey {
  /// The key without its algorithm: what hashes of keys are made of (RFC 6960, clause 4.1.1; RFC 5280, clause
  /// 4.2.1.2).
  var bitString: [UInt8] {
    // The structure was checked when the key was read.
    (try? DERElement(subjectPublicKeyInfo).children().last?.wholeBytes) ?? []
  }
}
