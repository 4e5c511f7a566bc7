internal import CPSDiagnostics

/// Which certificates a revocation list speaks about: its issuingDistributionPoint (RFC 5280, clause 5.2.5).
public struct RevocationListScope: Sendable, Hashable {
  /// Where it is found; nil when the list does not say.
  public private(set) var distributionPoint: DistributionPointName?
  /// Whether it lists certificates of end entities only.
  public private(set) var hasUserCertificatesOnly = false
  /// Whether it lists certificates of authorities only.
  public private(set) var hasAuthorityCertificatesOnly = false
  /// Whether it lists certificates revoked for some reasons only.
  public private(set) var hasSomeReasonsOnly = false
  /// Whether it lists certificates of other issuers, too.
  public private(set) var isIndirect = false
  /// Whether it lists attribute certificates only.
  public private(set) var hasAttributeCertificatesOnly = false

  /// Everything that its issuer issues: the scope of a list without the extension.
  public static let everything = RevocationListScope()

  private init() {}

  /// Reads the value of the extension.
  init(_ value: [UInt8]) throws(CPSError) {
    let element = try DERElement(value)
    var members = try element.children()[...]
    guard element.tag == 0x30,
      zip(members, members.dropFirst()).allSatisfy({ Self.number($0) < Self.number($1) })
    else { throw Self.malformed }
    if let point = members.first, point.tag == 0xA0 {
      members = members.dropFirst()
      let choice = try point.children()
      guard choice.count == 1 else { throw Self.malformed }
      distributionPoint = try DistributionPointName(choice[0])
    }
    for member in members {
      switch member.tag {
      case 0x81: hasUserCertificatesOnly = try Self.flag(member)
      case 0x82: hasAuthorityCertificatesOnly = try Self.flag(member)
      case 0x83: hasSomeReasonsOnly = true
      case 0x84: isIndirect = try Self.flag(member)
      case 0x85: hasAttributeCertificatesOnly = try Self.flag(member)
      default: throw Self.malformed
      }
    }
  }

  private static func number(_ member: DERElement) -> UInt8 { member.tag & 0x1F }

  /// FALSE is the default, so DER leaves it out (X.690, clause 11.5).
  private static func flag(_ member: DERElement) throws(CPSError) -> Bool {
    guard member.contents == [0xFF] else { throw malformed }
    return true
  }

  private static var malformed: CPSError { DERElement.failure("issuingDistributionPoint") }
}
