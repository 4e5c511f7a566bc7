public import CPSDiagnostics

/// The national identifier of a structure (Struct_IdNat): one digit that says its kind, then the number.
///
/// Never a bare string: the same digits name a person and a structure (igc-sante.md section 3.1).
public struct StructureIdentifier: Sendable, Hashable {
  /// What the number is drawn from.
  public let kind: StructureIdentifierKind
  /// The number without the digit before it.
  public let value: String

  /// Reads an identifier as certificates write it, such as `1` and the 9 characters of a FINESS number.
  ///
  /// - Throws: ``Diagnostic/identityInvalid``.
  public init(_ text: String) throws(CPSError) {
    guard let first = text.utf8.first, (0x30...0x39).contains(first),
      let kind = StructureIdentifierKind(rawValue: Int(first - 0x30))
    else { throw Self.refusal("kind of structure identifier") }
    try self.init(kind, value: String(decoding: text.utf8.dropFirst(), as: UTF8.self))
  }

  /// An identifier of a kind.
  ///
  /// A check digit refuses where it is sure: SIREN, and the RPPS number of a practice. Where it is not,
  /// ``hasDoubtfulKey`` tells.
  ///
  /// - Throws: ``Diagnostic/identityInvalid``.
  public init(_ kind: StructureIdentifierKind, value: String) throws(CPSError) {
    let number = value.utf8
    let isRight =
      switch kind {
      case .adeliPractice: (1...14).contains(number.count) && number.allSatisfy(Self.isDigitOrCapital)
      case .finess: number.count == 9 && number.allSatisfy(Self.isDigitOrCapital)
      case .siren: number.count == 9 && LuhnSum.isRight(number)
      case .siret: number.count == 14 && number.allSatisfy(Self.isDigit)
      case .rppsPractice:
        number.count == 14 && LuhnSum.isRight(number.prefix(11)) && number.allSatisfy(Self.isDigit)
      }
    guard isRight else { throw Self.refusal("\(kind.label[.english]) number") }
    self.kind = kind
    self.value = value
  }

  /// The identifier as certificates write it.
  public var text: String { "\(kind.rawValue)\(value)" }

  /// Whether the check digit is wrong where a right number may have a wrong one.
  ///
  /// Some companies have SIRET numbers that fail the Luhn check, and how FINESS counts letters is not known
  /// (igc-sante.md section 3.1, both [?]): this alarms and refuses nothing.
  public var hasDoubtfulKey: Bool {
    switch kind {
    case .siret: !LuhnSum.isRight(value.utf8)
    case .finess: value.utf8.allSatisfy(Self.isDigit) && !LuhnSum.isRight(value.utf8)
    case .adeliPractice, .siren, .rppsPractice: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isDigitOrCapital(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.identityInvalid, ["detail": detail], reason: detail)
  }
}

extension StructureIdentifier: Codable {
  /// Reads the text form, refusing any other.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
