import CPSDiagnostics

/// One of the ten measures, as far as it can be replayed.
enum Measure: String, Sendable, Hashable, CaseIterable {
  /// 1: sensitive functions open to the card alone.
  case card
  /// 6: quotas and a human rhythm.
  case robots
  /// 8: staff use cards of their own, by delegation.
  case delegation

  /// Its number in the list of measures (docs/safeguards/README.md).
  var number: Int {
    switch self {
    case .card: 1
    case .robots: 6
    case .delegation: 8
    }
  }

  /// What it is called.
  var name: Bilingual {
    switch self {
    case .card: Bilingual(fr: "Carte pour les fonctions sensibles", en: "Card for sensitive functions")
    case .robots: Bilingual(fr: "Quotas et rythme humain", en: "Quotas and human rhythm")
    case .delegation: Bilingual(fr: "Délégation par carte", en: "Delegation by card")
    }
  }

  /// Whether it stands in the way of somebody with a password; where it does not, a part of the list is enough to show
  /// it.
  var stopsPasswords: Bool {
    switch self {
    case .card, .robots: true
    case .delegation: false
    }
  }

  /// All that are replayed.
  static let everything = Set(allCases)
}
