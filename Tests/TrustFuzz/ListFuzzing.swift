internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// Revocation lists: entries and extensions are counted again by a walk over the elements.
enum ListFuzzing {
  static func violation(by input: [UInt8]) -> String? {
    let list: RevocationList
    do throws(CPSError) { list = try RevocationList(der: input) } catch {
      return ShownText.violation(in: error)
    }
    if list.der != input { return "other bytes than were read" }
    guard let fields = try? DERElement(input).children().first?.children() else {
      return "not a list at the second reading"
    }
    if let violation = NameFuzzing.violation(in: list.issuer) { return violation }
    if !fields.contains(where: { $0.encoding == list.issuer.der }) { return "another issuer" }
    let moments = fields.compactMap(\.moment)
    if moments.first != list.thisUpdate || moments.dropFirst().first != list.nextUpdate { return "moments" }
    return violation(inEntriesOf: list, fields) ?? violation(inExtensionsOf: list, fields)
  }

  /// The entries stand behind the moments, as the only SEQUENCE there.
  private static func entries(_ fields: [DERElement]) -> [DERElement] {
    let behind = fields.lastIndex { $0.moment != nil }.map { fields[($0 + 1)...] } ?? []
    return (try? behind.first { $0.tag == 0x30 }?.children()) ?? []
  }

  private static func violation(inEntriesOf list: RevocationList, _ fields: [DERElement]) -> String? {
    let entries = entries(fields)
    if entries.count != list.entryCount { return "\(list.entryCount) entries of \(entries.count)" }
    for entry in entries {
      guard let members = try? entry.children(), let number = members.first else { return "an odd entry" }
      // Those below zero are no certificate's of ours.
      if number.contents.first.map({ $0 < 0x80 }) == true,
        !list.contains(serialNumber: Array(number.contents.drop { $0 == 0 }))
      {
        return "an entry that is not found"
      }
      if let violation = violation(inCritical: members.dropFirst(2).first, of: list) { return violation }
    }
    return nil
  }

  private static func violation(inExtensionsOf list: RevocationList, _ fields: [DERElement]) -> String? {
    guard let last = fields.last, last.tag == 0xA0 else { return list.number == nil ? nil : "a number" }
    let sequence = try? last.children().first
    return violation(inCritical: sequence, of: list)
  }

  /// What is critical is either known or told.
  private static func violation(inCritical extensions: DERElement?, of list: RevocationList) -> String? {
    for item in (try? extensions?.children()) ?? [] {
      guard let members = try? item.children(), members.count == 3, let oid = members[0].objectIdentifier
      else { continue }
      if oid.description.hasPrefix("2.5.29.") || list.unknownCriticalExtensions.contains(oid) { continue }
      return "a critical extension passed over"
    }
    return nil
  }
}
