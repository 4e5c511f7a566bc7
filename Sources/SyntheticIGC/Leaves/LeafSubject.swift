internal import CPSDiagnostics
public import OpenSSLKit

/// The name of whom a leaf is for, part by part (igc-sante.md, section 1.4); a part that is nil is left out.
public struct LeafSubject: Sendable, Hashable {
  /// ST, of organisations and of their staff.
  public var province: String?
  /// O, of organisations and of their staff.
  public var organisation: String?
  /// OU: the national identifier of the organisation.
  public var organisationIdentifier: String?
  /// The label of the profession.
  public var title: String?
  /// CN: the national identifier of a person, the domain of a server.
  public var commonName: String?
  /// SN.
  public var surname: String?
  /// GN.
  public var givenName: String?
  /// The ASN.1 type of every value but the country, whose is PrintableString.
  public var stringType = NameStringType.utf8
  /// Relative names to be put behind all others.
  public var additional: [[NameAttribute]] = []

  /// An empty name.
  public init() {}

  /// The name of a professional.
  public init(_ professional: SyntheticProfessional) {
    title = professional.title
    commonName = professional.nationalIdentifier
    surname = professional.surname
    givenName = professional.givenName
  }

  /// C, ST, O, OU, title, then one relative name of CN, SN and GN.
  func name() throws(CPSError) -> DistinguishedName {
    func attribute(_ oid: ObjectIdentifier, _ text: String?) -> [NameAttribute] {
      text.map { [NameAttribute(oid, stringType, $0)] } ?? []
    }
    let person =
      attribute(.commonName, commonName) + attribute(.surname, surname) + attribute(.givenName, givenName)
    let names =
      [
        [NameAttribute(.countryName, .printable, "FR")], attribute(.stateOrProvinceName, province),
        attribute(.organizationName, organisation),
        attribute(.organizationalUnitName, organisationIdentifier), attribute(.title, title), person,
      ] + additional
    return try DistinguishedName(relativeNames: names.filter { !$0.isEmpty })
  }
}
