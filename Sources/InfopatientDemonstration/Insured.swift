/// What the demonstration's service knows about an insured person: administrative data, nothing medical.
///
/// The same kinds of data as were taken in 2022 (identity and rights), all of it invented.
public struct Insured: Sendable, Hashable, Codable {
  /// The name used.
  public let familyName: String
  /// The given name.
  public let givenName: String
  /// The date of birth, `YYYY-MM-DD`.
  public let birthDate: String
  /// The scheme that insures the person.
  public let scheme: String
  /// Whether a family doctor is declared.
  public let hasFamilyDoctor: Bool
  /// Whether the person has the complementary cover that depends on income.
  public let hasComplementaryCover: Bool

  /// Somebody, invented.
  public init(
    familyName: String, givenName: String, birthDate: String, scheme: String, hasFamilyDoctor: Bool,
    hasComplementaryCover: Bool
  ) {
    self.familyName = familyName
    self.givenName = givenName
    self.birthDate = birthDate
    self.scheme = scheme
    self.hasFamilyDoctor = hasFamilyDoctor
    self.hasComplementaryCover = hasComplementaryCover
  }

  private enum CodingKeys: String, CodingKey {
    case familyName = "family_name"
    case givenName = "given_name"
    case birthDate = "birth_date"
    case scheme
    case hasFamilyDoctor = "family_doctor"
    case hasComplementaryCover = "complementary_cover"
  }
}
