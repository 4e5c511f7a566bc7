internal import CPSDiagnostics
internal import CPSPrimitives

/// The fields of a TBSCertificate (RFC 5280, clause 4.1.2).
struct CertificateBody {
  let version: Int
  let serialNumber: DERElement
  let issuer: DistinguishedName
  let subject: DistinguishedName
  let notBefore: Timestamp
  let notAfter: Timestamp
  let hasTimesInTheirForm: Bool
  let subjectPublicKeyInfo: DERElement
  let hasUniqueIdentifiers: Bool
  let extensions: [CertificateExtension]

  init(_ structure: SignedStructure) throws(CPSError) {
    var members = try structure.body.children()[...]
    version = try Self.version(&members)
    guard members.count >= 6, members[members.startIndex].tag == 0x02 else {
      throw DERElement.failure("certificate fields")
    }
    let fields = Array(members.prefix(6))
    // Clause 4.1.1.2: both algorithm fields hold the same.
    guard fields[1] == structure.algorithm else { throw DERElement.failure("two signature algorithms") }
    let times = try fields[3].children()
    let moments = times.map(\.moment)
    guard fields[3].tag == 0x30, moments.count == 2, let notBefore = moments[0], let notAfter = moments[1]
    else {
      throw DERElement.failure("validity")
    }
    serialNumber = fields[0]
    issuer = try DistinguishedName(fields[2])
    subject = try DistinguishedName(fields[4])
    self.notBefore = notBefore
    self.notAfter = notAfter
    hasTimesInTheirForm = Self.isInItsForm(times[0], notBefore) && Self.isInItsForm(times[1], notAfter)
    subjectPublicKeyInfo = fields[5]
    let rest = members.dropFirst(6)
    hasUniqueIdentifiers = rest.contains { $0.tag != 0xA3 }
    extensions = try Self.extensions(rest, version: version)
  }

  /// UTCTime before 2050, GeneralizedTime from then on (clause 4.1.2.5).
  private static func isInItsForm(_ time: DERElement, _ moment: Timestamp) -> Bool {
    (time.tag == 0x18) == (moment >= firstOf2050)
  }

  /// 2050-01-01T00:00:00Z.
  private static let firstOf2050 = Timestamp(secondsSince1970: 2_524_608_000)

  private static func version(_ members: inout ArraySlice<DERElement>) throws(CPSError) -> Int {
    guard let first = members.first, first.tag == 0xA0 else { return 1 }
    members = members.dropFirst()
    // Version 1 is the default, so DER leaves it out.
    let values = try first.children()
    guard values.count == 1, let value = values[0].smallInteger, (1...2).contains(value) else {
      throw DERElement.failure("version")
    }
    return value + 1
  }

  /// What follows the key: issuerUniqueID [1] and subjectUniqueID [2] from version 2, extensions [3] from 3.
  private static func extensions(
    _ rest: ArraySlice<DERElement>, version: Int
  ) throws(CPSError) -> [CertificateExtension] {
    let tags = rest.map(\.tag)
    guard tags == tags.sorted(), Set(tags).count == tags.count,
      tags.allSatisfy({ [0x81, 0x82, 0xA3].contains($0) }),
      version > 1 || tags.isEmpty, version > 2 || !tags.contains(0xA3)
    else { throw DERElement.failure("fields after the key") }
    guard let last = rest.last, last.tag == 0xA3 else { return [] }
    let values = try last.children()
    guard values.count == 1 else { throw DERElement.failure("extensions") }
    return try CertificateExtension.list(values[0])
  }
}
