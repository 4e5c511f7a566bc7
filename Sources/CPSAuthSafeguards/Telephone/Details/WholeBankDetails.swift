/// Recognises bank details that somebody gave whole where only a part of them, or none, was asked for.
///
/// What is recognised is refused, and appears in no error, answer, record or log.
enum WholeBankDetails {
  /// How many characters are more than anybody was asked for: the 11 of an account number alone (igc-sante.md section
  /// 3.5), where five are wanted.
  static let suspectCount = 11

  /// The lengths of an IBAN: no country has fewer than the 15 of Norway, and none may have more than 34 (ISO 13616-1,
  /// and the registry that goes with it).
  private static let internationalLengths = 15...34
  /// Bank 5, branch 5, account 11, key 2 (igc-sante.md section 3.5).
  private static let nationalLength = 23
  private static let modulus = 97

  /// Whether a text is an IBAN or a French RIB whose check digits are right, however it is grouped.
  static func isNamed(by text: String) -> Bool {
    let characters = text.utf8.compactMap(upperCased)
    return isInternational(characters) || isNational(characters)
  }

  /// A letter or digit, upper case; nil for any other byte.
  static func upperCased(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39, 0x41...0x5A: byte
    case 0x61...0x7A: byte - 0x20
    default: nil
    }
  }

  /// The number that four turned characters make leaves 1 (ISO 7064, MOD 97-10).
  private static func isInternational(_ characters: [UInt8]) -> Bool {
    guard internationalLengths.contains(characters.count), characters.prefix(2).allSatisfy({ $0 >= 0x41 }),
      characters[2...3].allSatisfy({ $0 <= 0x39 })
    else { return false }
    let rest = (characters.dropFirst(4) + characters.prefix(4)).reduce(0) { rest, character in
      let isDigit = character <= 0x39
      let value = Int(character) - (isDigit ? 0x30 : 0x37)
      return (rest * (isDigit ? 10 : 100) + value) % modulus
    }
    return rest == 1
  }

  /// The number with its letters turned into digits leaves nothing: the same as 89 times the bank, 15 times the branch,
  /// 3 times the account and the key (igc-sante.md section 3.5).
  private static func isNational(_ characters: [UInt8]) -> Bool {
    guard characters.count == nationalLength else { return false }
    return characters.reduce(0) { ($0 * 10 + digit(of: $1)) % modulus } == 0
  }

  /// A to I and J to R are 1 to 9, S to Z are 2 to 9 (igc-sante.md section 3.5).
  private static func digit(of character: UInt8) -> Int {
    switch character {
    case 0x41...0x49: Int(character) - 0x40
    case 0x4A...0x52: Int(character) - 0x49
    case 0x53...0x5A: Int(character) - 0x51
    default: Int(character) - 0x30
    }
  }
}
