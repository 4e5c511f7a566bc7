internal import OpenSSLKit

/// What may stand in the names of a certificate (igc-sante.md section 4, rule 12; attack cases HC-34, HC-35).
enum NameRepertoire: Sendable {
  /// The letters of French civil status: what cards and their authorities have.
  ///
  /// UTF8String is the profile's; PrintableString was seen for the country everywhere and for every attribute
  /// on cards of the RECETTE tree. Other string types leave room for two readings.
  case civilStatus
  /// Any script and any string type, but nothing that a reader cannot see, and nothing that turns the text.
  case anyScript

  /// The longest value of one attribute, in bytes; the upper bounds of RFC 5280, appendix A are lower.
  private static let maximumLength = 256
  /// The most attributes in one name; known ones have at most 8.
  private static let maximumAttributes = 16

  /// What is wrong with a name, if anything.
  func fault(in name: DistinguishedName) -> String? {
    let attributes = name.relativeNames.flatMap { $0 }
    // A name may be empty where subjectAltName stands for it (RFC 5280, clause 4.1.2.6), which no card does.
    guard attributes.count <= Self.maximumAttributes, self == .anyScript || !attributes.isEmpty else {
      return "number of name attributes"
    }
    for attribute in attributes {
      guard (1...Self.maximumLength).contains(attribute.value.count) else { return "length of a name" }
      if let fault = fault(in: attribute) { return fault }
    }
    return nil
  }

  /// What is wrong with a user principal name, if anything.
  func fault(in text: String) -> String? {
    guard (1...Self.maximumLength).contains(text.utf8.count) else { return "length of a name" }
    return text.unicodeScalars.allSatisfy(admits) ? nil : "character in a name"
  }

  private func fault(in attribute: NameAttribute) -> String? {
    switch self {
    case .civilStatus:
      guard attribute.stringType == .utf8 || attribute.stringType == .printable, let text = attribute.text
      else { return "string type in a name" }
      return text.unicodeScalars.allSatisfy(admits) ? nil : "character in a name"
    case .anyScript:
      // Strings of other types are bytes to us: each that is a control character in ASCII is refused.
      guard attribute.stringType != nil else {
        return attribute.value.allSatisfy { $0 >= 0x20 && $0 != 0x7F } ? nil : "character in a name"
      }
      guard let text = attribute.text else { return "string type in a name" }
      return text.unicodeScalars.allSatisfy(admits) ? nil : "character in a name"
    }
  }

  private func admits(_ scalar: Unicode.Scalar) -> Bool {
    switch self {
    case .civilStatus: Self.isOfCivilStatus(scalar)
    case .anyScript: Self.isVisible(scalar)
    }
  }

  /// Printable ASCII, the Latin letters that have a place of their own, and the typographic apostrophe.
  ///
  /// Every letter of French civil status is among them in its precomposed form, so that no combining mark,
  /// control or bidirectional character, look-alike of another script or second spelling is left.
  private static func isOfCivilStatus(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xB7, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF, 0x2019: true
    default: false
    }
  }

  /// Neither a control nor a format character (direction included), nor a line's end, nor unassigned.
  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }
}
