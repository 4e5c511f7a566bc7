extension CardType {
  /// Whether cards of this type are those of staff, who exercise no profession (igc-sante.md section 3.3).
  public var isOfStaff: Bool {
    switch self {
    case .cps, .cpf: false
    case .cpe, .cpa: true
    }
  }
}
