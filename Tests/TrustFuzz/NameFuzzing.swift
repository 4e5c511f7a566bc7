internal import CPSDiagnostics
internal import OpenSSLKit

/// Distinguished names: what is read is written again as it was.
enum NameFuzzing {
  static func violation(by input: [UInt8]) -> String? {
    guard let name = try? DistinguishedName(der: input) else { return nil }
    return name.der == input ? violation(in: name) : "other bytes than were read"
  }

  static func violation(in name: DistinguishedName) -> String? {
    if let violation = ShownText.violation(in: name.description) { return violation }
    let attributes = name.relativeNames.flatMap { $0 }
    if attributes.isEmpty != (name.der == [0x30, 0x00]) { return "attributes lost" }
    for attribute in attributes {
      if name.attributes(attribute.oid).isEmpty { return "an attribute that is not found" }
      if let text = attribute.text, Array(text.utf8) != attribute.value { return "another text" }
    }
    // Types whose text is not read cannot be written either.
    guard attributes.allSatisfy({ $0.stringType != nil }) else { return nil }
    let written = try? DistinguishedName(relativeNames: name.relativeNames)
    return written == name ? nil : "written otherwise than it was read"
  }
}
