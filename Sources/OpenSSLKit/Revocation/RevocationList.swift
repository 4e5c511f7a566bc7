internal import COpenSSL
public import CPSDiagnostics
public import CPSPrimitives

/// One certificate revocation list (RFC 5280, clause 5), read strictly.
///
/// Reading proves nothing about who signed it: ask ``isSigned(by:)``.
public final class RevocationList: Sendable {
  /// The longest list that is read, in bytes.
  ///
  /// The largest of IGC-Santé is expected to have several million (ASSUMED, igc-sante.md section 2).
  public static let maximumLength = 1 << 26

  /// The encoding.
  public let der: [UInt8]
  /// Who issued it.
  public let issuer: DistinguishedName
  /// When it was issued.
  public let thisUpdate: Timestamp
  /// When the next one comes at the latest; nil when the issuer does not say.
  public let nextUpdate: Timestamp?
  /// cRLNumber, big-endian without leading zeros; nil when absent.
  public let number: [UInt8]?
  /// BaseCRLNumber of a delta list, which lists only what changed since then (clause 5.2.4), big-endian without
  /// leading zeros; nil for a complete list.
  public let baseNumber: [UInt8]?
  /// The DER of issuingDistributionPoint: such a list covers a part of the certificates only (clause 5.2.5).
  public let issuingDistributionPoint: [UInt8]?
  /// Which certificates it speaks about.
  public let scope: RevocationListScope
  /// The keyIdentifier of authorityKeyIdentifier; nil when absent.
  public let authorityKeyIdentifier: [UInt8]?
  /// The algorithm of the signature; both fields that name it are the same.
  public let signatureAlgorithm: ObjectIdentifier
  /// Critical extensions that this product does not process, of the list or of any entry.
  ///
  /// A list that has one must not be relied on (clauses 5.2 and 5.3).
  public let unknownCriticalExtensions: Set<ObjectIdentifier>
  /// How many certificates it lists.
  public let entryCount: Int
  /// The numbers of those certificates: all of the list that has to stay in memory.
  public let serials: RevokedSerials

  private let signature: [UInt8]
  private let signedRange: Range<Int>

  /// Whether it lists only what changed since another list (clause 5.2.4).
  public var isDelta: Bool { baseNumber != nil }

  /// The list that exactly these bytes encode.
  ///
  /// - Throws: ``Diagnostic/revocationListMalformed`` for anything that is not DER or not a list.
  public init(der: [UInt8]) throws(CPSError) {
    guard der.count <= Self.maximumLength else { throw Self.malformed("\(der.count) bytes") }
    do throws(CPSError) {
      let body = try RevocationListBody(der)
      (issuer, thisUpdate, nextUpdate) = (body.issuer, body.thisUpdate, body.nextUpdate)
      (signatureAlgorithm, signature, signedRange) = (
        body.signatureAlgorithm, body.signature, body.signedRange
      )
      unknownCriticalExtensions = body.unknownCriticalExtensions
      (entryCount, serials) = (body.entryCount, body.serials)
      let values = Dictionary(body.extensions.map { ($0.oid, $0.value) }) { first, _ in first }
      baseNumber = try Self.number(values[.deltaCRLIndicator], "deltaCRLIndicator")
      issuingDistributionPoint = values[.issuingDistributionPoint]
      scope = try issuingDistributionPoint.map(RevocationListScope.init) ?? .everything
      number = try Self.number(values[.crlNumber], "cRLNumber")
      authorityKeyIdentifier = try Self.keyIdentifier(values[.authorityKeyIdentifier])
    } catch {
      throw Self.malformed(error.reason ?? error.diagnostic.code)
    }
    self.der = der
  }

  /// The lists of the `X509 CRL` blocks of a text (RFC 7468, clause 6), in their order.
  ///
  /// - Throws: ``Diagnostic/revocationListMalformed`` when there is none, or one that cannot be read.
  public static func all(inPEM text: String) throws(CPSError) -> [RevocationList] {
    guard let all = PEM.wholeBlocks(in: text) else { throw malformed("a broken block") }
    let blocks = all.filter { $0.label == PEM.revocationListLabel }
    guard !blocks.isEmpty else { throw malformed("no X509 CRL block") }
    var lists: [RevocationList] = []
    for block in blocks { lists.append(try RevocationList(der: block.contents)) }
    return lists
  }

  /// The encoding as an `X509 CRL` block.
  public func pem() throws(CPSError) -> String { try PEM.text(of: der, label: PEM.revocationListLabel) }

  /// Whether a certificate with this serial number, a magnitude, is on the list.
  ///
  /// Serial numbers mean nothing without their issuer: compare ``issuer`` first.
  public func contains(serialNumber: [UInt8]) -> Bool { serials.reason(serialNumber: serialNumber) != nil }

  /// Whether the certificate's issuer is this list's and its serial number is on it.
  public func contains(_ certificate: Certificate) -> Bool {
    certificate.issuer == issuer
      && serials.reason(
        serialNumber: certificate.serialNumber, isNegative: certificate.hasNegativeSerialNumber) != nil
  }

  /// Whether the signature on this list is that of `key`, by the algorithm that the list names.
  ///
  /// False also for an algorithm that is not of a digest and a key, as RSASSA-PSS.
  public func isSigned(by key: PublicKey) throws(CPSError) -> Bool {
    try key.isValid(
      signature: signature, for: der[signedRange], namedBy: signatureAlgorithm)
  }

  /// The list as libcrypto reads it, which takes many times the memory; kept by nobody but the caller.
  ///
  /// - Throws: ``Diagnostic/revocationListMalformed`` when libcrypto refuses what is DER and a list here.
  func makeHandle() throws(CPSError) -> RevocationListHandle {
    try OpenSSLFailure.apart { () throws(CPSError) in
      guard
        let pointer = DERReader.value(
          of: der, releasing: { X509_CRL_free($0) }, { cursor, length in d2i_X509_CRL(nil, cursor, length) })
      else { throw OpenSSLFailure.error(.revocationListMalformed, in: "d2i_X509_CRL") }
      return RevocationListHandle(owning: pointer)
    }
  }

  private static func number(_ value: [UInt8]?, _ name: String) throws(CPSError) -> [UInt8]? {
    guard let value else { return nil }
    let element = try DERElement(value)
    let (magnitude, isNegative) = SerialNumber.magnitude(element.contents)
    guard element.tag == 0x02, !isNegative else { throw DERElement.failure(name) }
    return magnitude
  }

  private static func keyIdentifier(_ value: [UInt8]?) throws(CPSError) -> [UInt8]? {
    guard let value else { return nil }
    return try KnownExtensions.keyIdentifier(DERElement(value))
  }

  private static func malformed(_ detail: String) -> CPSError {
    CPSError(.revocationListMalformed, ["detail": detail], reason: detail)
  }
}
