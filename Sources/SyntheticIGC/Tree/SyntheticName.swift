internal import CPSDiagnostics
internal import OpenSSLKit

/// The names of the authorities: those of IGC-Santé with a mark in OU and CN (igc-sante.md, section 1.1).
enum SyntheticName {
  static let unit = "IGC-SANTE SYNTHETIC"
  static let register = "0002 187512751"
  static let organisation = "ASIP-SANTE"

  static func authority(_ role: SyntheticRole) throws(CPSError) -> DistinguishedName {
    try DistinguishedName(relativeNames: [
      [NameAttribute(.countryName, .printable, "FR")],
      [NameAttribute(.organizationName, .utf8, organisation)],
      [NameAttribute(.organizationalUnitName, .utf8, register)],
      [NameAttribute(.organizationalUnitName, .utf8, unit)],
      [NameAttribute(.commonName, .utf8, role.commonName)],
    ])
  }
}
