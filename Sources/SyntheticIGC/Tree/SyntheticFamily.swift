/// The three trees of IGC-Santé, by the strength of what they certify (igc-sante.md, section 1.1).
public enum SyntheticFamily: String, Sendable, CaseIterable {
  /// Software certificates.
  case elementary = "ELEMENTAIRE"
  /// Cards of staff: CPE and CPA.
  case standard = "STANDARD"
  /// Cards of professionals: CPS and CPF.
  case strong = "FORT"

  /// The abbreviation in names of files (igc-sante.md, section 1.2).
  var abbreviation: String {
    switch self {
    case .elementary: "EL"
    case .standard: "ST"
    case .strong: "FO"
    }
  }
}
