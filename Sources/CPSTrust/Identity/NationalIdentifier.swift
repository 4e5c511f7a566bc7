public import CPSDiagnostics

/// The national identifier of a person (PS_IdNat): one digit that says its kind, then the number.
///
/// It is the identity of the product: accounts, quotas and audit hang on it, never on a name, a card number
/// or an address (igc-sante.md section 4, rules 12 and 26).
public struct NationalIdentifier: Sendable, Hashable {
  /// The longest text, in characters: what the dictionary's kinds need, with room.
  public static let maximumLength = 32

  /// What the number is drawn from.
  public let kind: NationalIdentifierKind
  /// The number without the digit before it, such as the 11 digits of an RPPS number.
  public let value: String

  /// Reads an identifier as certificates write it, such as `8` and 11 digits.
  ///
  /// RPPS is 11 digits of which the last makes the Luhn sum right; ADELI is 9 of `0`–`9` and `A`–`Z`, since
  /// departments such as 2A bear a letter (igc-sante.md section 3.1). The other kinds are of the same
  /// alphabet; those of staff are a structure's number, `/`, and a number in that structure's register.
  ///
  /// - Throws: ``Diagnostic/identityInvalid`` (attack case HC-35).
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count <= Self.maximumLength, let first = text.utf8.first, (0x30...0x39).contains(first),
      let kind = NationalIdentifierKind(rawValue: Int(first - 0x30))
    else { throw Self.refusal("kind of national identifier") }
    let number = text.utf8.dropFirst()
    switch kind {
    case .rpps:
      guard number.count == 11, LuhnSum.isRight(number) else { throw Self.refusal("RPPS number") }
    case .adeli:
      guard number.count == 9, number.allSatisfy(Self.isDigitOrCapital) else {
        throw Self.refusal("ADELI number")
      }
    case .drass, .student:
      guard !number.isEmpty, number.allSatisfy(Self.isDigitOrCapital) else {
        throw Self.refusal("national identifier")
      }
    case .adeliPractice, .finessRegister, .sirenRegister, .siretRegister, .rppsPractice:
      guard Self.structure(of: kind, number) != nil else { throw Self.refusal("number of staff") }
    }
    self.kind = kind
    self.value = String(decoding: number, as: UTF8.self)
  }

  /// The identifier as certificates and services write it.
  public var text: String { "\(kind.rawValue)\(value)" }

  /// The structure in whose register a member of staff has a number; nil for the kinds of other people.
  public var structure: StructureIdentifier? { Self.structure(of: kind, value.utf8[...]) }

  private static let slash: UInt8 = 0x2F

  /// What stands before the one `/`, when something stands behind it.
  private static func structure(
    of kind: NationalIdentifierKind, _ number: Substring.UTF8View
  ) -> StructureIdentifier? {
    guard let register = kind.structureKind else { return nil }
    let parts = number.split(separator: slash, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy(isDigitOrCapital) else { return nil }
    return try? StructureIdentifier(register, value: String(decoding: parts[0], as: UTF8.self))
  }

  private static func isDigitOrCapital(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.identityInvalid, ["detail": detail], reason: detail)
  }
}

extension NationalIdentifier: Codable {
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
