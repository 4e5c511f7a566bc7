internal import CPSTrust

/// A condition on cards in the form in which it is asked again and again: sets of small codes as bits.
struct CardMatcher: Sendable {
  private static let wordLength = 64

  private let types: UInt64
  private let evidence: UInt64
  /// One bit a code of table G15, which has three digits; nil for any profession or none.
  private let professions: [UInt64]?
  private let specialities: Set<SpecialityCode>?
  private let persons: Set<NationalIdentifier>?

  init(_ condition: CardCondition) {
    types = condition.types.reduce(0) { $0 | Self.bit($1) }
    evidence = condition.evidence.reduce(0) { $0 | Self.bit($1) }
    professions = condition.professions.map { codes in
      var words = [UInt64](repeating: 0, count: 1_000 / Self.wordLength + 1)
      for code in codes { words[code.rawValue / Self.wordLength] |= Self.bit(code) }
      return words
    }
    specialities = condition.specialities
    persons = condition.persons
  }

  /// The first condition that a card does not meet; nil when it meets all.
  func mismatch(with card: PolicyCard) -> PolicyMismatch? {
    guard types & Self.bit(card.type) != 0 else { return .cardType(card.type) }
    if let professions {
      guard let code = card.profession, professions[code.rawValue / Self.wordLength] & Self.bit(code) != 0
      else { return .profession(card.profession) }
    }
    if let specialities, !card.specialities.contains(where: specialities.contains) { return .speciality }
    if let persons, !persons.contains(card.person) { return .person }
    guard evidence & Self.bit(card.evidence) != 0 else { return .evidence(card.evidence) }
    return nil
  }

  private static func bit(_ type: CardType) -> UInt64 { 1 << UInt64(type.code) }

  private static func bit(_ code: ProfessionCode) -> UInt64 { 1 << UInt64(code.rawValue % wordLength) }

  private static func bit(_ evidence: Evidence) -> UInt64 {
    switch evidence {
    case .proof: 1
    case .tls: 2
    case .tlsViaProxy: 4
    }
  }
}
