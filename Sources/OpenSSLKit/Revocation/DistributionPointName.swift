public import CPSDiagnostics

/// Where a list is found, as a certificate or the list itself says it (RFC 5280, clause 4.2.1.13).
///
/// Compared byte by byte, never fetched (attack case HN-14).
public struct DistributionPointName: Sendable, Hashable {
  /// Each of its names: the encoding of a GeneralName, or of a name relative to the issuer's.
  public let names: Set<[UInt8]>

  /// The addresses among the names, for people.
  public var addresses: [String] {
    // uniformResourceIdentifier is [6], an IA5String.
    names.filter { $0.first == 0x86 }.compactMap { name in
      (try? DERElement(name)).map { String(decoding: $0.contents, as: UTF8.self) }
    }.sorted()
  }

  /// Reads the contents of a DistributionPointName: fullName, or nameRelativeToCRLIssuer.
  init(_ choice: DERElement) throws(CPSError) {
    switch choice.tag {
    case 0xA0: names = Set(try choice.children().map(\.encoding))
    case 0xA1: names = [choice.encoding]
    default: throw DERElement.failure("distribution point name")
    }
    guard !names.isEmpty else { throw DERElement.failure("distribution point without a name") }
  }

  /// The names under which the certificate's own authority says that it lists it.
  ///
  /// Points that serve some reasons only, or whose lists another issues, are left out.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER`` for an extension that is not as the RFC says.
  public static func all(of certificate: Certificate) throws(CPSError) -> [DistributionPointName] {
    var points: [DistributionPointName] = []
    for item in certificate.extensions where item.oid == .crlDistributionPoints {
      for point in try DERElement(item.value).children() {
        let members = try point.children()
        guard point.tag == 0x30, members.count == 1, members[0].tag == 0xA0 else { continue }
        let choice = try members[0].children()
        guard choice.count == 1 else { throw DERElement.failure("distribution point") }
        points.append(try DistributionPointName(choice[0]))
      }
    }
    return points
  }
}
