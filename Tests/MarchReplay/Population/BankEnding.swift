/// The last five characters of the bank details of somebody: of an ordinary French RIB three digits of the account number
/// and the key, 01 to 97 (igc-sante.md section 3.5).
struct BankEnding: Hashable, Sendable {
  private static let keys = 97

  /// How many there are.
  static let count = 1_000 * keys

  /// The five characters.
  let text: String

  /// One by chance.
  init(by chance: inout SeededChance) {
    let digits = String(1_000 + chance.below(1_000)).dropFirst()
    let key = String(100 + 1 + chance.below(Self.keys)).dropFirst()
    text = "\(digits)\(key)"
  }
}
