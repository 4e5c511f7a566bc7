import CPSDiagnostics

/// One of the ten measures; the tenth, the exposure report, follows the first act (``ExposureTrial``).
enum Measure: String, Sendable, Hashable, CaseIterable {
  /// 1: sensitive functions open to the card alone.
  case card
  /// 2: passwords that were found elsewhere must be renewed.
  case renewal
  /// 3: sessions end and passwords are worth nothing, once somebody is aware.
  case response
  /// 4: irregular log-ins raise alarms.
  case watch
  /// 5: the robot's network is kept from passwords, once somebody is aware.
  case bans
  /// 6: quotas and a human rhythm.
  case robots
  /// 7: the help desk asks for the end of the bank details.
  case telephone
  /// 8: staff use cards of their own, by delegation.
  case delegation
  /// 9: the owner of an account is told of each log-in.
  case notices

  /// Its number in the list of measures (docs/safeguards/README.md).
  var number: Int {
    switch self {
    case .card: 1
    case .renewal: 2
    case .response: 3
    case .watch: 4
    case .bans: 5
    case .robots: 6
    case .telephone: 7
    case .delegation: 8
    case .notices: 9
    }
  }

  /// What it is called.
  var name: Bilingual {
    switch self {
    case .card: Bilingual(fr: "Carte pour les fonctions sensibles", en: "Card for sensitive functions")
    case .renewal: Bilingual(fr: "Renouvellement forcé des mots de passe", en: "Forced renewal of passwords")
    case .response: Bilingual(fr: "Réponse à l’intrusion", en: "Response to the intrusion")
    case .watch: Bilingual(fr: "Surveillance des connexions", en: "Watch over log-ins")
    case .bans: Bilingual(fr: "Bannissement du réseau du robot", en: "Ban of the robot’s network")
    case .robots: Bilingual(fr: "Quotas et rythme humain", en: "Quotas and human rhythm")
    case .telephone: Bilingual(fr: "Contrôle au téléphone", en: "Telephone check")
    case .delegation: Bilingual(fr: "Délégation par carte", en: "Delegation by card")
    case .notices: Bilingual(fr: "Avis de connexion", en: "Notice of log-in")
    }
  }

  /// Whether it stands in the way of somebody with a password; where it does not, a part of the list is enough to show
  /// it.
  var stopsPasswords: Bool {
    switch self {
    case .card, .response, .bans, .robots: true
    // Whoever has the password can renew it before its owner does, and need not call anybody; watch and notices tell
    // somebody, and stop nobody.
    case .renewal, .watch, .telephone, .delegation, .notices: false
    }
  }

  /// All that are replayed.
  static let everything = Set(allCases)
}
