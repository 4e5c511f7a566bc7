/// What an authority of IGC-Santé issues (igc-sante.md section 1.1).
public enum AuthorityDuty: String, Sendable, Hashable, CaseIterable {
  /// Certificates of the two other authorities of its family.
  case root = "RACINE"
  /// Certificates of persons, on cards or in software.
  case persons = "PERSONNES"
  /// Certificates of organisations.
  case organisations = "ORGANISATIONS"
}
