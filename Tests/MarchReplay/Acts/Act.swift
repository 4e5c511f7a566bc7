import CPSDiagnostics

/// One act of the replay: what the intruder has, and which measures stand.
struct Act: Sendable {
  /// Its letter, and for (b) the number of the measure: `a`, `b6`, `d2`.
  let name: String
  /// What it is called.
  let title: Bilingual
  /// What the intruder has.
  let intrusion: Intrusion
  /// The measures that stand.
  let measures: Set<Measure>
  /// One number in so many of the list is tried: more than 1 only where a measure stops nothing.
  var part = 1
  /// For how many seconds the robot works between two looks at the clock: few where a measure may stop it.
  var step = 1
  /// Whether the requests go over a real socket.
  var isOverSocket = false
  /// How many patients come to the practice that works as it should.
  var patients = 120

  /// All acts, in the order in which they are told.
  static let all: [Act] =
    [
      Act(
        name: "a", title: Bilingual(fr: "Mot de passe seul, aucune mesure", en: "Password only, no measure"),
        intrusion: .passwords, measures: [], step: 10)
    ]
    + Measure.allCases.sorted { $0.number < $1.number }.map { alone($0) } + [
      Act(
        name: "c", title: Bilingual(fr: "Toutes les mesures", en: "All measures"), intrusion: .passwords,
        measures: Measure.everything),
      Act(
        name: "d", title: Bilingual(fr: "Jeton de session volé", en: "Stolen session token"),
        intrusion: .token, measures: Measure.everything, isOverSocket: true),
      Act(
        name: "d2",
        title: Bilingual(
          fr: "Jeton et clé du poste volés par un logiciel malveillant",
          en: "Token and workstation key stolen by malware"),
        intrusion: .tokenAndKey, measures: Measure.everything),
      Act(
        name: "e",
        title: Bilingual(
          fr: "Robot derrière une carte insérée et déverrouillée",
          en: "Robot behind an inserted, unlocked card"),
        intrusion: .unlockedCard, measures: Measure.everything),
      Act(
        name: "f",
        title: Bilingual(fr: "Carte volée, sans le code porteur", en: "Stolen card without its PIN"),
        intrusion: .cardWithoutPIN, measures: Measure.everything),
      Act(
        name: "g",
        title: Bilingual(
          fr: "Un vrai cabinet un jour chargé, 180 patients",
          en: "A real practice on a busy day, 180 patients"),
        intrusion: .nobody, measures: Measure.everything, patients: 180),
    ]

  /// One number in so many is enough to show that a measure stops nothing.
  private static let shownPart = 100

  private static func alone(_ measure: Measure) -> Act {
    Act(
      name: "b\(measure.number)",
      title: Bilingual(
        fr: "Mesure \(measure.number) seule : \(measure.name.french)",
        en: "Measure \(measure.number) alone: \(measure.name.english)"),
      intrusion: .passwords, measures: [measure], part: measure.stopsPasswords ? 1 : shownPart)
  }
}
