internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// What a new password must be.
///
/// The CNIL asks for 50 bits where attempts are limited, counted as length and kinds of signs (délibération n° 2022-100 of
/// 21 July 2022, case 2): twelve letters have 56. What is counted so can still be guessed, hence the rest.
enum PasswordRule {
  /// The fewest and the most characters, counted as Unicode scalars.
  static let lengthRange = 12...128
  /// 2^50.
  private static let combinations = 1_125_899_906_842_624.0
  /// The fewest different bytes.
  private static let variety = 5

  /// Refuses what could be guessed.
  ///
  /// - Throws: ``Diagnostic/passwordUnfit``.
  static func check(
    _ password: Password, for account: AccountName, reachedAt address: MailAddress? = nil
  ) throws(CPSError) {
    try password.bytes.withBytes { (bytes) throws(CPSError) in
      var signs = SignCount()
      for index in bytes.indices { signs.add(bytes[index]) }
      guard lengthRange.contains(signs.scalars) else { throw unfit("12 – 128") }
      guard signs.different >= variety, signs.combinations >= combinations else { throw unfit("2^50") }
      let names = [account.text, address?.text, address?.mailbox].compactMap { $0 }
      for name in names where equal(bytes, name) { throw unfit("= account") }
    }
  }

  private static func unfit(_ detail: String) -> CPSError { CPSError(.passwordUnfit, ["detail": detail]) }

  /// Whether a password is this name, whatever the case of its ASCII letters.
  private static func equal(_ bytes: Span<UInt8>, _ name: String) -> Bool {
    let name = Array(name.utf8)
    guard bytes.count == name.count else { return false }
    return bytes.indices.allSatisfy { lowercased(bytes[$0]) == lowercased(name[$0]) }
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

/// What the bytes of a password are, counted in one pass.
private struct SignCount {
  /// The kinds of signs, and how many there are of each; of the others 37, as the CNIL counts what a keyboard has beside
  /// letters and digits (délibération n° 2022-100, example of 12 characters).
  private enum Kind: CaseIterable {
    case digit, small, capital, other

    var size: Double {
      switch self {
      case .digit: 10
      case .small, .capital: 26
      case .other: 37
      }
    }
  }

  private(set) var scalars = 0
  private var seen: Set<UInt8> = []
  private var kinds: Set<Kind> = []

  var different: Int { seen.count }

  /// How many passwords of this length and these kinds of signs there are.
  var combinations: Double {
    let alphabet = kinds.reduce(0) { $0 + $1.size }
    return (0..<scalars).reduce(1.0) { product, _ in product * alphabet }
  }

  mutating func add(_ byte: UInt8) {
    seen.insert(byte)
    // Every byte but the continuations of UTF-8 begins a scalar (RFC 3629, clause 3).
    guard byte & 0xC0 != 0x80 else { return }
    scalars += 1
    switch byte {
    case 0x30...0x39: kinds.insert(.digit)
    case 0x61...0x7A: kinds.insert(.small)
    case 0x41...0x5A: kinds.insert(.capital)
    default: kinds.insert(.other)
    }
  }
}
