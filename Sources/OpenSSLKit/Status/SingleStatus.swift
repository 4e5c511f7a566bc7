internal import CPSDiagnostics
public import CPSPrimitives

/// What a response says about one certificate (RFC 6960, clause 4.2.1).
public struct SingleStatus: Sendable, Hashable {
  /// The certificate.
  public var identifier: CertificateIdentifier
  /// Its status.
  public var status: CertificateStatus
  /// When this was known to be right.
  public var thisUpdate: Timestamp
  /// When something newer is there at the latest; nil when something newer is there at any time.
  public var nextUpdate: Timestamp?
  /// Extensions in their order.
  public var extensions: [CertificateExtension]

  /// A status to be written.
  public init(
    of identifier: CertificateIdentifier, _ status: CertificateStatus, thisUpdate: Timestamp,
    nextUpdate: Timestamp?, extensions: [CertificateExtension] = []
  ) {
    self.identifier = identifier
    self.status = status
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
    self.extensions = extensions
  }

  init(_ element: DERElement) throws(CPSError) {
    var members = try element.children()[...]
    guard element.tag == 0x30, members.count >= 3, let thisUpdate = members[2].generalizedTime else {
      throw DERElement.failure("singleResponse")
    }
    identifier = try CertificateIdentifier(members[0])
    status = try CertificateStatus(members[1])
    self.thisUpdate = thisUpdate
    members = members.dropFirst(3)
    if let next = members.first, next.tag == 0xA0 {
      let values = try next.children()
      guard values.count == 1, let moment = values[0].generalizedTime else {
        throw DERElement.failure("nextUpdate")
      }
      nextUpdate = moment
      members = members.dropFirst()
    } else {
      nextUpdate = nil
    }
    extensions = try StatusStatement.extensions(members)
  }

  var encoding: [UInt8] {
    DEREncoding.sequence(
      identifier.encoding, status.encoding, DEREncoding.generalizedTime(thisUpdate),
      nextUpdate.map { DEREncoding.element(0xA0, DEREncoding.generalizedTime($0)) } ?? [],
      StatusStatement.encoding(of: extensions))
  }
}
