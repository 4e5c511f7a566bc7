/// One of the three trees of IGC-Santé, which differ in the assurance of what they issue
/// (igc-sante.md section 1.1).
public enum CertificateFamily: String, Sendable, Hashable, CaseIterable {
  /// *Élémentaire*: software certificates.
  case elementary = "ELEMENTAIRE"
  /// *Standard*: cards of staff, CPE and CPA.
  case standard = "STANDARD"
  /// *Fort*: cards of professionals, CPS and CPF.
  case strong = "FORT"

  /// The family whose authority issues cards of a type (igc-sante.md section 3.3).
  ///
  /// For CPF and CPA this is ASSUMED: no certificate of either was seen.
  init(issuing type: CardType) {
    switch type {
    case .cps, .cpf: self = .strong
    case .cpe, .cpa: self = .standard
    }
  }
}
