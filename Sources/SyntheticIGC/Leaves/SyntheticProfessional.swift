/// A professional who does not exist.
///
/// National identifiers are RPPS numbers in the range of test identities, 99xxxxxxxxx, with the type prefix 8
/// (igc-sante.md, sections 3.1 and 7).
public struct SyntheticProfessional: Sendable, Hashable {
  /// The national identifier: type and number.
  public var nationalIdentifier: String
  /// The family name.
  public var surname: String
  /// The first name.
  public var givenName: String
  /// Code of table G15.
  public var profession: UInt8
  /// Label of table G15.
  public var title: String
  /// Codes of table R01.
  public var specialities: [String]

  /// A person; nothing is checked, since tests need wrong ones.
  public init(
    nationalIdentifier: String, surname: String, givenName: String, profession: UInt8, title: String,
    specialities: [String] = []
  ) {
    self.nationalIdentifier = nationalIdentifier
    self.surname = surname
    self.givenName = givenName
    self.profession = profession
    self.title = title
    self.specialities = specialities
  }

  /// A physician, general practice.
  public static let physician = SyntheticProfessional(
    nationalIdentifier: "899900123011", surname: "FICTIF-MEDECIN", givenName: "ALIX", profession: 10,
    title: "Médecin", specialities: ["SM26"])
  /// A pharmacist.
  public static let pharmacist = SyntheticProfessional(
    nationalIdentifier: "899900123029", surname: "FICTIF-PHARMACIEN", givenName: "CAMILLE", profession: 21,
    title: "Pharmacien")
  /// A nurse.
  public static let nurse = SyntheticProfessional(
    nationalIdentifier: "899900123037", surname: "FICTIF-INFIRMIER", givenName: "DOMINIQUE", profession: 60,
    title: "Infirmier")
  /// A dentist.
  public static let dentist = SyntheticProfessional(
    nationalIdentifier: "899900123045", surname: "FICTIVE", givenName: "ANNE", profession: 40,
    title: "Chirurgien-Dentiste")
}
