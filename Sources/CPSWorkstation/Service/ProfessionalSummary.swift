internal import CPSDiagnostics
internal import CPSProof

/// The professional whom a service recognised, as it tells the workstation.
///
/// For showing to the person alone: the workstation decides nothing by it, and text is shown escaped.
public struct ProfessionalSummary: Sendable, Hashable, Codable {
  /// The national identifier.
  public let nationalIdentifier: String
  /// The name under which the person practises.
  public let familyName: String
  /// The given name.
  public let givenName: String
  /// The code of the profession; nil on cards that bear none.
  public let profession: String?
  /// The codes of specialities and know-how.
  public let specialities: [String]
  /// The card.
  public let card: Card

  /// The card that was held.
  public struct Card: Sendable, Hashable, Codable {
    /// The type, such as `CPS`.
    public let type: String
    /// The number printed on it.
    public let number: String

    private enum Key: String, CodingKey, CaseIterable {
      case type, number
    }

    /// Reads the `card` member; unknown members are refused.
    public init(from decoder: any Decoder) throws {
      let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
      type = try container.string(.type)
      number = try container.string(.number)
    }

    /// Writes the `card` member.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(type, forKey: .type)
      try container.encode(number, forKey: .number)
    }
  }

  private enum Key: String, CodingKey, CaseIterable {
    case nationalIdentifier = "national_id"
    case familyName = "family_name"
    case givenName = "given_name"
    case profession, specialities, card
  }

  /// Reads the `professional` member of docs/protocol.md, section 5; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
    nationalIdentifier = try container.string(.nationalIdentifier)
    familyName = try container.string(.familyName)
    givenName = try container.string(.givenName)
    profession = try container.optionalValue(.profession)
    specialities = try container.value(.specialities)
    card = try container.value(.card)
  }

  /// Writes the `professional` member of docs/protocol.md, section 5.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(nationalIdentifier, forKey: .nationalIdentifier)
    try container.encode(familyName, forKey: .familyName)
    try container.encode(givenName, forKey: .givenName)
    try container.encodeIfPresent(profession, forKey: .profession)
    try container.encode(specialities, forKey: .specialities)
    try container.encode(card, forKey: .card)
  }
}
