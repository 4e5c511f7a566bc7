import CPSAuth

/// A fictitious social security number in eight bytes.
///
/// No number can be that of a person: the month of birth is 13 to 19, which is never given out (as in
/// `FictitiousPeople`). Sex, year, month, department, commune and order, then the key (igc-sante.md section 3.5).
struct InsuredNumber: Hashable, Comparable, Sendable {
  /// The months that nobody was born in.
  static let months = 13...19
  /// The departments of the mainland, 20 left out, and Corsica's two.
  private static let departments = (1...95).filter { $0 != 20 } + [southCorsica, northCorsica]
  /// Stand for 2A and 2B in ``digits``; of no department that is made here.
  private static let southCorsica = 96
  private static let northCorsica = 97
  /// How many communes of a department, and how many orders of a commune and month, are used.
  private static let communes = 300
  private static let orders = 400

  /// The 13 characters as a decimal number, with 96 for 2A and 97 for 2B.
  let digits: UInt64

  /// One by chance.
  init(by chance: inout SeededChance) {
    let parts: [(value: Int, places: UInt64)] = [
      (1 + chance.below(2), 10), (chance.below(100), 100),
      (Self.months.lowerBound + chance.below(Self.months.count), 100),
      (Self.departments[chance.below(Self.departments.count)], 100), (1 + chance.below(Self.communes), 1_000),
      (1 + chance.below(Self.orders), 1_000),
    ]
    digits = parts.reduce(0) { $0 * $1.places + UInt64($1.value) }
  }

  /// The number that a text names; nil where it has another form.
  init?(_ text: String) {
    var characters = Array(text.utf8.prefix(13))
    guard characters.count == 13 else { return nil }
    switch Array(characters[5...6]) {
    case Array("2A".utf8): characters.replaceSubrange(5...6, with: "\(Self.southCorsica)".utf8)
    case Array("2B".utf8): characters.replaceSubrange(5...6, with: "\(Self.northCorsica)".utf8)
    default: break
    }
    guard let digits = UInt64(String(decoding: characters, as: UTF8.self)) else { return nil }
    self.digits = digits
  }

  /// The 13 characters.
  var text: String { String(decoding: characters, as: UTF8.self) }

  /// The 13 characters and the key.
  var textWithKey: String {
    let key = 97 - value % 97
    return text + (key < 10 ? "0\(key)" : "\(key)")
  }

  /// In the order of ``digits``.
  static func < (left: InsuredNumber, right: InsuredNumber) -> Bool { left.digits < right.digits }

  private var department: Int { Int(digits / 1_000_000 % 100) }

  private var characters: [UInt8] {
    var rest = digits
    var characters = [UInt8](repeating: 0, count: 13)
    for place in characters.indices.reversed() {
      characters[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    switch department {
    case Self.southCorsica: characters.replaceSubrange(5...6, with: Array("2A".utf8))
    case Self.northCorsica: characters.replaceSubrange(5...6, with: Array("2B".utf8))
    default: break
    }
    return characters
  }

  /// From which the key is computed: 2A counts as 19 and 2B as 18.
  private var value: UInt64 {
    switch department {
    case Self.southCorsica: digits - UInt64(Self.southCorsica - 19) * 1_000_000
    case Self.northCorsica: digits - UInt64(Self.northCorsica - 18) * 1_000_000
    default: digits
    }
  }
}
