internal import CPSDiagnostics
internal import CPSPrimitives

/// The fields of a TBSCertList (RFC 5280, clause 5.1.2), and what its signature is over.
struct RevocationListBody {
  /// The critical extensions that this product processes, of lists and of entries.
  private static let processed: Set<ObjectIdentifier> = [
    .crlNumber, .deltaCRLIndicator, .issuingDistributionPoint, .authorityKeyIdentifier, .crlReason,
    .invalidityDate,
  ]

  let issuer: DistinguishedName
  let thisUpdate: Timestamp
  let nextUpdate: Timestamp?
  let serials: RevokedSerials
  let entryCount: Int
  let extensions: [CertificateExtension]
  let unknownCriticalExtensions: Set<ObjectIdentifier>
  let signatureAlgorithm: ObjectIdentifier
  let signature: [UInt8]
  /// Where the signed bytes lie.
  let signedRange: Range<Int>

  /// Reads a list.
  ///
  /// All of it is held against the rules of DER, the entries by ``RevokedEntryReader``.
  init(_ bytes: [UInt8]) throws(CPSError) {
    var rest = bytes[...]
    let outer = try DERElement.first(of: &rest)
    let parts = try outer.children()
    guard rest.isEmpty, outer.tag == 0x30, parts.count == 3, parts[0].tag == 0x30, parts[1].tag == 0x30 else {
      throw DERElement.failure("signed structure")
    }
    for part in parts.dropFirst() { try part.check(depth: 1) }
    guard let signature = parts[2].wholeBytes, let algorithm = try parts[1].children().first?.objectIdentifier
    else { throw DERElement.failure("signature") }
    self.signature = signature
    signatureAlgorithm = algorithm
    signedRange = parts[0].whole.indices

    let members = try parts[0].children()
    let fields = try Fields(members, algorithm: parts[1])
    (issuer, thisUpdate, nextUpdate) = (fields.issuer, fields.thisUpdate, fields.nextUpdate)
    extensions = fields.extensions
    let entries = try RevokedEntryReader(fields.entries, isVersion2: fields.isVersion2)
    entryCount = entries.count
    serials = RevokedSerials(unsorted: entries.rows)
    unknownCriticalExtensions = entries.criticalExtensions
      .union(extensions.filter(\.isCritical).map(\.oid))
      .subtracting(Self.processed)
  }

  /// The fields in their order.
  private struct Fields {
    let isVersion2: Bool
    let issuer: DistinguishedName
    let thisUpdate: Timestamp
    let nextUpdate: Timestamp?
    /// The contents of revokedCertificates, not looked at yet.
    let entries: ArraySlice<UInt8>
    let extensions: [CertificateExtension]

    init(_ all: [DERElement], algorithm: DERElement) throws(CPSError) {
      var members = all[...]
      var version: Int?
      if let first = members.first, first.tag == 0x02 {
        members = members.dropFirst()
        try first.check(depth: 2)
        // Only version 2 is written, as 1.
        guard first.smallInteger == 1 else { throw DERElement.failure("version") }
        version = 1
      }
      isVersion2 = version == 1
      guard members.count >= 3 else { throw DERElement.failure("list fields") }
      let fixed = Array(members.prefix(3))
      members = members.dropFirst(3)
      for field in fixed { try field.check(depth: 2) }
      guard fixed[0] == algorithm, let thisUpdate = fixed[2].moment else {
        throw DERElement.failure("algorithm or thisUpdate")
      }
      issuer = try DistinguishedName(fixed[1])
      self.thisUpdate = thisUpdate
      nextUpdate = members.first?.moment
      if nextUpdate != nil { members = members.dropFirst() }
      var entries: ArraySlice<UInt8> = []
      if let list = members.first, list.tag == 0x30 {
        members = members.dropFirst()
        entries = list.contents
      }
      self.entries = entries
      extensions = try Self.extensions(members, isVersion2: isVersion2)
    }

    private static func extensions(
      _ rest: ArraySlice<DERElement>, isVersion2: Bool
    ) throws(CPSError) -> [CertificateExtension] {
      guard let last = rest.first else { return [] }
      try last.check(depth: 2)
      let values = try last.children()
      guard rest.count == 1, last.tag == 0xA0, values.count == 1, isVersion2 else {
        throw DERElement.failure("fields after the entries")
      }
      let extensions = try CertificateExtension.list(values[0])
      guard Set(extensions.map(\.oid)).count == extensions.count else {
        throw DERElement.failure("repeated extension")
      }
      return extensions
    }
  }
}
