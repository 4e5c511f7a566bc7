public import CPSTrust

/// Which cards a rule speaks about; what is nil is not looked at.
public struct CardCondition: Sendable, Hashable {
  /// The kinds of card.
  public let types: Set<CardType>
  /// The professions; nil for any, which only a rule that forbids, or one for staff cards, may say.
  ///
  /// A rule that allows speaks about cards of professionals or about cards of staff, never about both.
  public let professions: Set<ProfessionCode>?
  /// The specialities, one of which must be there.
  public let specialities: Set<SpecialityCode>?
  /// How the card must have been shown.
  public let evidence: Set<Evidence>
  /// Single persons.
  public let persons: Set<NationalIdentifier>?

  /// A condition on cards.
  ///
  /// - Parameter evidence: a signature over a transcript unless said otherwise: TLS claims no PIN.
  public init(
    types: Set<CardType>, professions: Set<ProfessionCode>?, specialities: Set<SpecialityCode>? = nil,
    evidence: Set<Evidence> = [.proof], persons: Set<NationalIdentifier>? = nil
  ) {
    self.types = types
    self.professions = professions
    self.specialities = specialities
    self.evidence = evidence
    self.persons = persons
  }
}
