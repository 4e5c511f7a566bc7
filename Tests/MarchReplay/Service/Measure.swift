import CPSDiagnostics

/// One of the ten measures, as far as it can be replayed.
enum Measure: String, Sendable, Hashable, CaseIterable {
  /// 1: sensitive functions open to the card alone.
  case card
  /// 2: passwords that were found elsewhere must be renewed.
  case renewal
  /// 3: sessions end and passwords are worth nothing, once somebody is aware.
  case response
  /// 6: quotas and a human rhythm.
  case robots
  /// 8: staff use cards of their own, by delegation.
  case delegation

  /// Its number in the list of measures (docs/safeguards/README.md).
  var number: Int {
    switch self {
    case .card: 1
    case .renewal: 2
    case .response: 3
    case .robots: 6
    case .delegation: 8
    }
  }

  /// What it is called.
  var name: Bilingual {
    switch self {
    case .card: Bilingual(fr: "Carte pour les fonctions sensibles", en: "Card for sensitive functions")
    case .renewal: Bilingual(fr: "Renouvellement forcé des mots de passe", en: "Forced renewal of passwords")
    case .response: Bilingual(fr: "Réponse à l’intrusion", en: "Response to the intrusion")
    case .robots: Bilingual(fr: "Quotas et rythme humain", en: "Quotas and human rhythm")
    case .delegation: Bilingual(fr: "Délégation par carte", en: "Delegation by card")
    }
  }

  /// Whether it stands in the way of somebody with a password; where it does not, a part of the list is enough to show
  /// it.
  var stopsPasswords: Bool {
    switch self {
    case .card, .response, .robots: true
    // Whoever has the password can renew it before its owner does.
    case .renewal, .delegation: false
    }
  }

  /// All that are replayed.
  static let everything = Set(allCases)
}
