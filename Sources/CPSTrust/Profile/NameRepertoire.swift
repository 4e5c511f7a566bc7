internal import OpenSSLKit

/// What may stand in the names of a certificate (igc-sante.md section 4, rule 12; attack cases HC-34, HC-35).
enum NameRepertoire {
  /// The longest value of one attribute, in bytes; the upper bounds of RFC 5280, appendix A are lower.
  private static let maximumLength = 256
  /// The most attributes in one name; known ones have at most 8.
  private static let maximumAttributes = 16

  /// What is wrong with a name, if anything.
  ///
  /// UTF8String is the profile's; PrintableString was seen for the country everywhere and for every attribute
  /// on cards of the RECETTE tree. Other string types leave room for two readings.
  static func fault(in name: DistinguishedName) -> String? {
    let attributes = name.relativeNames.flatMap { $0 }
    guard (1...maximumAttributes).contains(attributes.count) else { return "number of name attributes" }
    for attribute in attributes {
      guard attribute.stringType == .utf8 || attribute.stringType == .printable, let text = attribute.text
      else { return "string type in a name" }
      guard (1...maximumLength).contains(attribute.value.count) else { return "length of a name" }
      guard text.unicodeScalars.allSatisfy(isAdmitted) else { return "character in a name" }
    }
    return nil
  }

  /// Printable ASCII, the Latin letters that have a place of their own, and the typographic apostrophe.
  ///
  /// Every letter of French civil status is among them in its precomposed form, so that no combining mark,
  /// control or bidirectional character, look-alike of another script or second spelling is left.
  private static func isAdmitted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xB7, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0x1E00...0x1EFF, 0x2019: true
    default: false
    }
  }
}
