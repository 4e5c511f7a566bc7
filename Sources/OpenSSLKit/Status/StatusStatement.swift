public import CPSDiagnostics
public import CPSPrimitives

/// What a responder says under its signature: BasicOCSPResponse (RFC 6960, clause 4.2.1).
public struct StatusStatement: Sendable {
  /// The most certificates that one statement may be about.
  public static let maximumStatuses = 32
  /// The most certificates that may come with it: one is enough for any responder.
  public static let maximumCertificates = 8
  /// The most extensions, of the statement or of one status.
  public static let maximumExtensions = 16

  /// Critical extensions that this product processes.
  private static let processed: Set<ObjectIdentifier> = [.statusNonce]

  /// How the responder names itself.
  public let responder: ResponderIdentity
  /// When it was signed.
  public let producedAt: Timestamp
  /// What it says about each certificate, in its order, doubled ones included; never empty.
  public let statuses: [SingleStatus]
  /// The extensions of the whole.
  public let extensions: [CertificateExtension]
  /// What it repeats of a request; nil when nothing.
  public let nonce: StatusNonce?
  /// The algorithm of the signature.
  public let signatureAlgorithm: ObjectIdentifier
  /// The certificates that came with it: strangers' until they are judged.
  public let certificates: [Certificate]

  private let signature: StatusSignature

  init(_ element: DERElement) throws(CPSError) {
    let members = try element.children()
    guard element.tag == 0x30, (3...4).contains(members.count) else {
      throw DERElement.failure("basic response")
    }
    signature = try StatusSignature(body: members[0], algorithm: members[1], value: members[2])
    signatureAlgorithm = signature.algorithm
    certificates = try Self.certificates(members.dropFirst(3))
    // version is v1 by default, so DER never writes it.
    let fields = try members[0].children()
    guard fields.count >= 3, let producedAt = fields[1].generalizedTime, fields[2].tag == 0x30 else {
      throw DERElement.failure("response data")
    }
    responder = try ResponderIdentity(fields[0])
    self.producedAt = producedAt
    let singles = try fields[2].children()
    guard (1...Self.maximumStatuses).contains(singles.count) else {
      throw DERElement.failure("\(singles.count) single responses")
    }
    var statuses: [SingleStatus] = []
    for single in singles { statuses.append(try SingleStatus(single)) }
    self.statuses = statuses
    extensions = try Self.extensions(fields.dropFirst(3))
    let value = extensions.first { $0.oid == .statusNonce }?.value
    if let value { nonce = try StatusNonce(extensionValue: value) } else { nonce = nil }
  }

  /// Critical extensions that this product does not process, of the whole or of any status.
  ///
  /// A statement that has one must not be relied on (RFC 5280, clause 4.2).
  public var unknownCriticalExtensions: Set<ObjectIdentifier> {
    let whole = extensions.filter { $0.isCritical && !Self.processed.contains($0.oid) }
    return Set((whole + statuses.flatMap(\.extensions).filter(\.isCritical)).map(\.oid))
  }

  /// What it says about the certificate that `issuer` issued under this serial number, a magnitude.
  ///
  /// Both the name and the key of the issuer count, by whichever digest each status names them.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func statuses(
    of serialNumber: [UInt8], issuedBy issuer: Certificate
  ) throws(CPSError) -> [SingleStatus] {
    var found: [SingleStatus] = []
    for digest in IdentifierDigest.allCases {
      let identifier = try CertificateIdentifier(
        serialNumber: serialNumber, issuedBy: issuer, digest: digest)
      found += statuses.filter { $0.identifier == identifier }
    }
    return found
  }

  /// Whether the signature is that of `key`, by the algorithm that stands beside it.
  ///
  /// Judge ``signatureAlgorithm`` first: libcrypto verifies with weak ones, too.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func isSigned(by key: PublicKey) throws(CPSError) -> Bool { try signature.isValid(under: key) }

  /// Reads `[1] EXPLICIT Extensions` where it stands at the end of a structure.
  static func extensions(_ rest: ArraySlice<DERElement>) throws(CPSError) -> [CertificateExtension] {
    guard let last = rest.first else { return [] }
    let values = try last.children()
    guard rest.count == 1, last.tag == 0xA1, values.count == 1 else { throw DERElement.failure("last field") }
    let extensions = try CertificateExtension.list(values[0])
    guard extensions.count <= maximumExtensions, Set(extensions.map(\.oid)).count == extensions.count else {
      throw DERElement.failure("repeated extension, or too many")
    }
    return extensions
  }

  static func encoding(of extensions: [CertificateExtension]) -> [UInt8] {
    extensions.isEmpty ? [] : DEREncoding.element(0xA1, CertificateExtension.encoding(of: extensions))
  }

  private static func certificates(_ rest: ArraySlice<DERElement>) throws(CPSError) -> [Certificate] {
    guard let tagged = rest.first else { return [] }
    let values = try tagged.children()
    guard tagged.tag == 0xA0, values.count == 1, values[0].tag == 0x30 else {
      throw DERElement.failure("certs")
    }
    let members = try values[0].children()
    guard (1...maximumCertificates).contains(members.count) else {
      throw DERElement.failure("\(members.count) certificates")
    }
    var certificates: [Certificate] = []
    for member in members { certificates.append(try Certificate(der: member.encoding)) }
    return certificates
  }
}
