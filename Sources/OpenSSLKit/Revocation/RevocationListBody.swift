internal import CPSDiagnostics
internal import CPSPrimitives

/// The fields of a TBSCertList (RFC 5280, clause 5.1.2).
struct RevocationListBody {
  /// The critical extensions that this product processes, of lists and of entries.
  private static let processed: Set<ObjectIdentifier> = [
    .crlNumber, .deltaCRLIndicator, .issuingDistributionPoint, .authorityKeyIdentifier, .crlReason,
    .invalidityDate,
  ]

  let issuer: DistinguishedName
  let thisUpdate: Timestamp
  let nextUpdate: Timestamp?
  let entryCount: Int
  let extensions: [CertificateExtension]
  let unknownCriticalExtensions: Set<ObjectIdentifier>

  init(_ structure: SignedStructure) throws(CPSError) {
    var members = try structure.body.children()[...]
    let version = members.first?.smallInteger
    if version != nil { members = members.dropFirst() }
    // Only version 2 is written, as 1.
    guard version == nil || version == 1, members.count >= 3 else { throw DERElement.failure("list fields") }
    let fields = Array(members.prefix(3))
    members = members.dropFirst(3)
    guard fields[0] == structure.algorithm, let thisUpdate = fields[2].moment else {
      throw DERElement.failure("algorithm or thisUpdate")
    }
    issuer = try DistinguishedName(fields[1])
    self.thisUpdate = thisUpdate
    nextUpdate = members.first?.moment
    if nextUpdate != nil { members = members.dropFirst() }
    var critical: [CertificateExtension] = []
    var entryCount = 0
    if let entries = members.first, entries.tag == 0x30 {
      members = members.dropFirst()
      for entry in try entries.children() {
        critical += try Self.extensions(ofEntry: entry, version: version)
        entryCount += 1
      }
    }
    extensions = try Self.extensions(members, version: version)
    self.entryCount = entryCount
    unknownCriticalExtensions = Set((critical + extensions).filter(\.isCritical).map(\.oid))
      .subtracting(Self.processed)
  }

  /// The critical extensions of one entry: serial number, moment, and extensions from version 2.
  private static func extensions(
    ofEntry entry: DERElement, version: Int?
  ) throws(CPSError) -> [CertificateExtension] {
    let members = try entry.children()
    guard entry.tag == 0x30, (2...3).contains(members.count), members[0].tag == 0x02,
      members[1].moment != nil,
      members.count == 2 || version != nil
    else { throw DERElement.failure("entry of the list") }
    return members.count == 3 ? try CertificateExtension.list(members[2]).filter(\.isCritical) : []
  }

  private static func extensions(
    _ rest: ArraySlice<DERElement>, version: Int?
  ) throws(CPSError) -> [CertificateExtension] {
    guard let last = rest.first else { return [] }
    let values = try last.children()
    guard rest.count == 1, last.tag == 0xA0, values.count == 1, version != nil else {
      throw DERElement.failure("fields after the entries")
    }
    let extensions = try CertificateExtension.list(values[0])
    guard Set(extensions.map(\.oid)).count == extensions.count else {
      throw DERElement.failure("repeated extension")
    }
    return extensions
  }
}
