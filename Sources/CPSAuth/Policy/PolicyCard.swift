public import CPSTrust

/// What a policy sees of somebody who showed a card.
public struct PolicyCard: Sendable, Hashable {
  /// The kind of card.
  public let type: CardType
  /// The profession that the holder exercises or learns; nil for staff, whatever their certificate says.
  public let profession: ProfessionCode?
  /// The specialities that the certificate bears.
  public let specialities: [SpecialityCode]
  /// The person.
  public let person: NationalIdentifier
  /// How the card was shown.
  public let evidence: Evidence

  /// A card as a policy sees it.
  public init(
    type: CardType, profession: ProfessionCode?, specialities: [SpecialityCode] = [],
    person: NationalIdentifier, evidence: Evidence = .proof
  ) {
    self.type = type
    // Staff exercise none, whatever their card says (igc-sante.md section 3.3).
    self.profession = type.isOfStaff ? nil : profession
    self.specialities = specialities
    self.person = person
    self.evidence = evidence
  }

  /// What a policy sees of somebody whose session a card opened.
  public init(_ holder: CardHolder) {
    self.init(
      type: holder.card.type, profession: holder.role.profession,
      specialities: holder.identity.specialities, person: holder.identity.nationalIdentifier,
      evidence: holder.evidence)
  }
}
