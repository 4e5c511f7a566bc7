/// Who a professional is, as the issuer of the card signed it (igc-sante.md section 3.2).
///
/// The JSON form has the member names of docs/protocol.md, section 5.
public struct ProfessionalIdentity: Sendable, Hashable, Codable {
  /// The national identifier: the only one of these that identifies.
  public let nationalIdentifier: NationalIdentifier
  /// The name under which the person practises (SN).
  public let familyName: String
  /// The given name (GN).
  public let givenName: String
  /// The profession; nil on cards of staff (CPE, CPA), which bear none.
  public let profession: ProfessionCode?
  /// Specialities and know-how, in the certificate's order; often none.
  public let specialities: [SpecialityCode]

  /// An identity from its parts.
  ///
  /// Holding one proves nothing: what proves is a ``VerifiedProfessional``, which only this module makes.
  public init(
    nationalIdentifier: NationalIdentifier, familyName: String, givenName: String,
    profession: ProfessionCode?, specialities: [SpecialityCode]
  ) {
    self.nationalIdentifier = nationalIdentifier
    self.familyName = familyName
    self.givenName = givenName
    self.profession = profession
    self.specialities = specialities
  }

  private enum CodingKeys: String, CodingKey {
    case nationalIdentifier = "national_id"
    case familyName = "family_name"
    case givenName = "given_name"
    case profession, specialities
  }
}
