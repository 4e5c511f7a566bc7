internal import COpenSSL
public import CPSDiagnostics
public import CPSPrimitives

/// One X.509 certificate (RFC 5280), read strictly; equal to another when their encodings are.
///
/// Reading proves nothing about who issued it: ``PathValidator`` does. A certificate may be shared by threads;
/// parse one once and keep it, since the decoder of libcrypto is slow and takes a lock.
public final class Certificate: Sendable {
  /// The longest certificate that is read, in bytes; those of IGC-Santé have about 2,300.
  public static let maximumLength = 65_536

  /// The encoding.
  public let der: [UInt8]
  /// SHA-256 of the encoding.
  public let sha256: [UInt8]
  /// 1, 2 or 3.
  public let version: Int
  /// The magnitude of the serial number, big-endian without leading zeros.
  public let serialNumber: [UInt8]
  /// Whether the serial number is negative, which RFC 5280, clause 4.1.2.2 forbids to issuers.
  public let hasNegativeSerialNumber: Bool
  /// Who issued it.
  public let issuer: DistinguishedName
  /// Whose it is.
  public let subject: DistinguishedName
  /// The first moment of validity.
  public let notBefore: Timestamp
  /// The last moment of validity.
  public let notAfter: Timestamp
  /// Whether both moments are UTCTime up to 2049 and GeneralizedTime from 2050, as RFC 5280, clause 4.1.2.5
  /// asks issuers.
  public let hasTimesInTheirForm: Bool
  /// Whether it has an issuerUniqueID or a subjectUniqueID, which clause 4.1.2.8 forbids to issuers.
  public let hasUniqueIdentifiers: Bool
  /// The algorithm of the issuer's signature; both fields that name it are the same.
  public let signatureAlgorithm: ObjectIdentifier
  /// The key that is certified.
  public let publicKey: PublicKey
  /// Every extension in the order of the encoding, unknown ones included.
  public let extensions: [CertificateExtension]

  let handle: CertificateHandle
  private let known: KnownExtensions

  /// The certificate that exactly these bytes encode.
  ///
  /// - Throws: ``Diagnostic/certificateMalformed`` for anything that is not DER or not a certificate.
  public init(der: [UInt8]) throws(CPSError) {
    guard der.count <= Self.maximumLength else { throw Self.malformed("\(der.count) bytes") }
    do throws(CPSError) {
      let structure = try SignedStructure(der)
      let body = try CertificateBody(structure)
      known = try KnownExtensions(body.extensions)
      // libcrypto sees the bytes only now that they are known to be DER.
      let (handle, key) = try OpenSSLFailure.apart { () throws(CPSError) in try Self.handles(of: der) }
      self.handle = handle
      publicKey = try PublicKey(body.subjectPublicKeyInfo, handle: key)
      signatureAlgorithm = structure.signatureAlgorithm
      version = body.version
      (serialNumber, hasNegativeSerialNumber) = SerialNumber.magnitude(body.serialNumber.contents)
      (issuer, subject) = (body.issuer, body.subject)
      (notBefore, notAfter) = (body.notBefore, body.notAfter)
      (hasTimesInTheirForm, hasUniqueIdentifiers) = (body.hasTimesInTheirForm, body.hasUniqueIdentifiers)
      extensions = body.extensions
    } catch {
      throw Self.malformed(error.reason ?? error.diagnostic.code)
    }
    sha256 = try Digest.sha256(der)
    self.der = der
  }

  /// The certificates of the `CERTIFICATE` blocks of a text (RFC 7468, clause 5), in their order.
  ///
  /// - Throws: ``Diagnostic/certificateMalformed`` when there is none, or one that cannot be read.
  public static func all(inPEM text: String) throws(CPSError) -> [Certificate] {
    guard let all = PEM.wholeBlocks(in: text) else { throw malformed("a broken block") }
    let blocks = all.filter { $0.label == PEM.certificateLabel }
    guard !blocks.isEmpty else { throw malformed("no CERTIFICATE block") }
    var certificates: [Certificate] = []
    for block in blocks { certificates.append(try Certificate(der: block.contents)) }
    return certificates
  }

  /// The encoding as a `CERTIFICATE` block.
  public func pem() throws(CPSError) -> String { try PEM.text(of: der, label: PEM.certificateLabel) }

  /// Whether the signature on this certificate is that of `key`.
  ///
  /// A step of a proof, not one: ``PathValidator`` judges names, dates, usages and revocation, too.
  public func isSigned(by key: PublicKey) throws(CPSError) -> Bool {
    try OpenSSLFailure.apart { () throws(CPSError) in
      try key.withPointer { X509_verify(handle.pointer, $0) == 1 }
    }
  }

  private static func handles(of der: [UInt8]) throws(CPSError) -> (CertificateHandle, KeyHandle) {
    guard
      let pointer = DERReader.value(
        of: der, releasing: { X509_free($0) }, { cursor, length in d2i_X509(nil, cursor, length) })
    else { throw OpenSSLFailure.error(.certificateMalformed, in: "d2i_X509") }
    let handle = CertificateHandle(owning: pointer)
    guard let key = handle.publicKey else { throw malformed("SubjectPublicKeyInfo") }
    return (handle, key)
  }

  private static func malformed(_ detail: String) -> CPSError {
    CPSError(.certificateMalformed, ["detail": detail], reason: detail)
  }
}

extension Certificate {
  /// keyUsage; nil when absent or repeated.
  public var keyUsage: KeyUsage? { known.keyUsage }
  /// extKeyUsage; nil when absent or repeated.
  public var extendedKeyUsage: [ObjectIdentifier]? { known.extendedKeyUsage }
  /// basicConstraints; nil when absent or repeated.
  public var basicConstraints: BasicConstraints? { known.basicConstraints }
  /// subjectKeyIdentifier; nil when absent or repeated.
  public var subjectKeyIdentifier: [UInt8]? { known.subjectKeyIdentifier }
  /// The keyIdentifier of authorityKeyIdentifier; nil when absent or repeated.
  public var authorityKeyIdentifier: [UInt8]? { known.authorityKeyIdentifier }
  /// certificatePolicies; empty when absent or repeated.
  public var policies: [ObjectIdentifier] { known.policies }
  /// The user principal names in subjectAltName (`otherName` 1.3.6.1.4.1.311.20.2.3).
  public var userPrincipalNames: [String] { known.userPrincipalNames }
  /// Extensions that occur more than once, which RFC 5280, clause 4.2 forbids.
  public var repeatedExtensions: Set<ObjectIdentifier> { known.repeated }

  /// Every occurrence of an extension.
  public func extensions(_ oid: ObjectIdentifier) -> [CertificateExtension] {
    extensions.filter { $0.oid == oid }
  }
}

extension Certificate: Hashable {
  /// Equality of the encodings.
  public static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

  /// Hashes the SHA-256 of the encoding.
  public func hash(into hasher: inout Hasher) { hasher.combine(sha256) }
}
