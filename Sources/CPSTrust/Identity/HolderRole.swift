/// In what quality a card lets its holder act (igc-sante.md section 4, acceptance matrix).
///
/// A role is not a rank: none of them may what another may, unless policy says so of each by name.
public enum HolderRole: Sendable, Hashable, Codable {
  /// A CPS: a regulated professional, in a register, in their own right.
  case professional(ProfessionCode)
  /// A CPF: a professional in training.
  case inTraining(ProfessionCode?)
  /// A CPE or CPA: staff, who may only what is delegated to them; they exercise no profession.
  ///
  /// The employer is nil where the certificate does not name it in the known form.
  case staff(Employer?)

  /// The role of a card; nil for a CPS without a profession, which the profile refuses.
  init?(_ type: CardType, profession: ProfessionCode?, employer: Employer?) {
    switch type {
    case .cps:
      guard let profession else { return nil }
      self = .professional(profession)
    case .cpf: self = .inTraining(profession)
    case .cpe, .cpa: self = .staff(employer)
    }
  }

  /// The profession that the holder exercises or learns; nil for staff, whatever their certificate says.
  public var profession: ProfessionCode? {
    switch self {
    case .professional(let profession): profession
    case .inTraining(let profession): profession
    case .staff: nil
    }
  }

  /// The employer of staff.
  public var employer: Employer? {
    if case .staff(let employer) = self { employer } else { nil }
  }
}
