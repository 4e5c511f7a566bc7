internal import COpenSSL
public import CPSDiagnostics

/// The certificates and revocation lists that a PKCS #7 file carries (a "p7b": RFC 5652, clause 5.1, with
/// neither contents nor signers).
///
/// Such a file is a parcel: nothing in it is trusted for being inside. Its wrapping may be BER, since programs
/// that write it are many and the authority's own was never seen; what it wraps is read as strictly as if each
/// had come alone.
public struct CertificateCollection: Sendable {
  /// The longest file, in bytes.
  public static let maximumLength = RevocationList.maximumLength
  /// The most certificates, and the most lists, that one file may carry.
  public static let maximumCount = 256

  /// The certificates, in the order of the file.
  public let certificates: [Certificate]
  /// The revocation lists, in the order of the file.
  public let revocationLists: [RevocationList]

  /// What exactly these bytes carry.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` for anything that is not such a file, signed messages included;
  ///   ``Diagnostic/certificateMalformed`` or ``Diagnostic/revocationListMalformed`` for a member that is
  ///   not.
  public init(pkcs7 bytes: [UInt8]) throws(CPSError) {
    guard bytes.count <= Self.maximumLength else { throw Self.malformed("\(bytes.count) bytes") }
    self = try OpenSSLFailure.apart { () throws(CPSError) in try Self.unwrapped(bytes) }
  }

  private init(_ certificates: [Certificate], _ lists: [RevocationList]) {
    self.certificates = certificates
    revocationLists = lists
  }

  private static func unwrapped(_ bytes: [UInt8]) throws(CPSError) -> CertificateCollection {
    let pointer = bytes.withUnsafeBufferPointer { buffer -> UnsafeMutablePointer<PKCS7>? in
      var cursor = buffer.baseAddress
      guard let start = cursor, let message = d2i_PKCS7(nil, &cursor, buffer.count) else { return nil }
      guard cursor == start + buffer.count else {
        PKCS7_free(message)
        return nil
      }
      return message
    }
    guard let pointer else { throw OpenSSLFailure.error(.inputMalformed, in: "PKCS #7") }
    defer { PKCS7_free(pointer) }
    guard let data = cpsauth_PKCS7_signed(pointer) else { throw malformed("no SignedData") }
    guard cpsauth_PKCS7_signer_count(data) == 0 else { throw malformed("a signed message") }
    let (certificates, lists) = (cpsauth_PKCS7_certificate_count(data), cpsauth_PKCS7_list_count(data))
    guard certificates <= maximumCount, lists <= maximumCount else {
      throw malformed("\(certificates) certificates, \(lists) lists")
    }
    var found: (certificates: [Certificate], lists: [RevocationList]) = ([], [])
    for index in 0..<certificates {
      guard let der = DERWriter.bytes({ i2d_X509(cpsauth_PKCS7_certificate(data, index), $0) }) else {
        throw OpenSSLFailure.error(.certificateMalformed, in: "PKCS #7")
      }
      found.certificates.append(try Certificate(der: der))
    }
    for index in 0..<lists {
      guard let der = DERWriter.bytes({ i2d_X509_CRL(cpsauth_PKCS7_list(data, index), $0) }) else {
        throw OpenSSLFailure.error(.revocationListMalformed, in: "PKCS #7")
      }
      found.lists.append(try RevocationList(der: der))
    }
    return CertificateCollection(found.certificates, found.lists)
  }

  /// Everything in the blocks `CERTIFICATE`, `X509 CRL`, `PKCS7` and `CMS` of a text (RFC 7468), in their
  /// order.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` when there is no such block; otherwise as ``init(pkcs7:)``.
  public init(pem text: String) throws(CPSError) {
    var certificates: [Certificate] = []
    var lists: [RevocationList] = []
    var count = 0
    guard let blocks = PEM.wholeBlocks(in: text) else { throw Self.malformed("a broken block") }
    for block in blocks {
      switch block.label {
      case PEM.certificateLabel: certificates.append(try Certificate(der: block.contents))
      case PEM.revocationListLabel: lists.append(try RevocationList(der: block.contents))
      case PEM.pkcs7Label, PEM.messageLabel:
        let inner = try CertificateCollection(pkcs7: block.contents)
        certificates += inner.certificates
        lists += inner.revocationLists
      default: continue
      }
      count += 1
      guard count <= Self.maximumCount else { throw Self.malformed("more than \(Self.maximumCount) blocks") }
    }
    guard count > 0 else { throw Self.malformed("no CERTIFICATE, X509 CRL or PKCS7 block") }
    self.init(certificates, lists)
  }

  /// Whether bytes begin as a PKCS #7 or CMS SignedData does, in DER or BER.
  public static func isSignedData(_ bytes: [UInt8]) -> Bool {
    // A SEQUENCE, its length in at most six bytes, and the type of its contents.
    let type = DEREncoding.objectIdentifier(.signedData)
    return bytes.first == 0x30 && bytes.prefix(7 + type.count).firstRange(of: type) != nil
  }

  private static func malformed(_ detail: String) -> CPSError {
    CPSError(.inputMalformed, ["detail": "PKCS #7: \(detail)"], reason: detail)
  }
}
