/// A regulated profession: a code of table G15 (OID 1.2.250.1.71.1.2.7), such as 10 for a physician.
///
/// Any code of the form can be held and shown; only codes that ``isKnown`` may authorise
/// (igc-sante.md section 3.4).
public struct ProfessionCode: RawRepresentable, Sendable, Hashable {
  /// The code, 0 to 999.
  public let rawValue: Int

  /// A code; nil outside 0 to 999.
  public init?(rawValue: Int) {
    guard (0...999).contains(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// A code of this file.
  init(known rawValue: Int) { self.rawValue = rawValue }

  /// A physician: *médecin*.
  public static let physician = ProfessionCode(known: 10)
  /// A pharmacist: *pharmacien*.
  public static let pharmacist = ProfessionCode(known: 21)
  /// A dental surgeon: *chirurgien-dentiste*.
  public static let dentist = ProfessionCode(known: 40)
  /// A midwife: *sage-femme*.
  public static let midwife = ProfessionCode(known: 50)
  /// A nurse: *infirmier*.
  public static let nurse = ProfessionCode(known: 60)
  /// A physiotherapist: *masseur-kinésithérapeute*.
  public static let physiotherapist = ProfessionCode(known: 70)

  /// The code in decimal without leading zeros: `10`.
  public var text: String { String(rawValue) }
}

extension ProfessionCode: Codable {
  /// Reads the text form, `"10"`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let number = Int(text), let code = ProfessionCode(rawValue: number), code.text == text else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a profession code")
    }
    self = code
  }

  /// Writes the text form, as docs/protocol.md, section 5 shows it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
