/// Where certificates of the tree say that lists and authorities are published.
///
/// Built as those of IGC-Santé (igc-sante.md, section 1.2) on hosts under `.example`, which nobody can own
/// (RFC 2606, clause 2).
enum SyntheticAddress {
  private static let site = "http://igc-sante.synthetic.example"
  private static let directory = "ldap://ldap.synthetic.example"

  static let practiceStatement = "\(site)/PC"
  static let statusResponder = "http://ocsp.synthetic.example"

  static func list(_ role: SyntheticRole) -> String { "\(site)/CRL/\(role.fileName).crl" }

  static func certificate(_ role: SyntheticRole) -> String { "\(site)/AC/\(role.fileName).cer" }

  /// The entry of an issuing authority lies under that of its root, unlike the names in its certificate.
  static func directoryEntry(_ role: SyntheticRole, attribute: String) -> String {
    let root = "ou=\(escaped(role.issuer.commonName)),"
    let path =
      "cn=\(escaped(role.commonName)),\(role.isRoot ? "" : root)ou=\(escaped(SyntheticName.unit)),"
      + "ou=\(escaped(SyntheticName.register)),o=\(SyntheticName.organisation),c=FR"
    return "\(directory)/\(path)?\(attribute);binary?base?objectClass=pkiCA"
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).joined(separator: "%20")
  }
}
