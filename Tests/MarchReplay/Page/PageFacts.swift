/// What is known of March 2022 and what is assumed, with the marks of doubt of the reference (igc-sante.md section 6).
enum PageFacts {
  /// A sentence with its mark.
  struct Fact {
    let text: String
    let mark: String
  }

  private static let told = "dit par la presse, non vérifié"
  private static let deduced = "déduit, douteux"
  private static let absent = "aucune page publique trouvée"

  /// What public sources say.
  static let known = [
    Fact(
      text:
        "Dix-neuf comptes amelipro, surtout de pharmaciens, ont été ouverts avec des identifiants trouvés dans "
        + "des boîtes de courriel compromises.", mark: told),
    Fact(
      text: "Un robot a enchaîné des recherches par numéro de sécurité sociale sur le service Infopatient.",
      mark: told),
    Fact(
      text:
        "Au moins 510 000 personnes sont concernées : identité et droits ; ni coordonnées, ni données bancaires, "
        + "ni maladies, ni soins.", mark: told),
    Fact(
      text:
        "Adresses bannies, comptes réinitialisés, connexions surveillées, CNIL prévenue, personnes informées.",
      mark: told),
    Fact(
      text:
        "À partir du 22 mars 2022 : nouveau mot de passe, ou carte CPS pour certaines fonctions. La liste de ces "
        + "fonctions n’est pas connue.", mark: told),
    Fact(
      text:
        "Délégation par carte, mot de passe de six mois, session de 1 h et 4 h, avis de connexion : à partir du "
        + "1er juillet, l’année 2022 étant déduite.", mark: deduced),
    Fact(text: "Contrôle au téléphone par les cinq derniers caractères du RIB.", mark: absent),
  ]

  /// What nobody said and the replay takes for granted.
  static func assumed(_ assumptions: ReplayFigures.Assumptions) -> [String] {
    let duration = assumptions.listLength / assumptions.accounts / assumptions.lookUpsPerSecondAndDoor
    return [
      "Le service connaît \(PageText.number(assumptions.people)) assurés, tous fictifs : le mois de naissance de "
        + "leur numéro va de 13 à 19, et n’est celui de personne.",
      "Le robot détient une liste de \(PageText.number(assumptions.listLength)) numéros à clé juste, dont "
        + "\(PageText.percentage(assumptions.hitRate)) sont attribués : ce sont ces deux nombres, choisis ensemble, "
        + "qui, à l’échelle entière, donnent les 510 000 personnes connues.",
      "Il fait \(assumptions.lookUpsPerSecondAndDoor) recherche par seconde et par compte ou carte : "
        + "\(PageText.span(duration)) pour toute la liste si rien ne l’arrête.",
      "Il est aussi patient qu’un robot peut l’être : il attend exactement aussi longtemps que le service le dit, se "
        + "reconnecte, et n’abandonne une porte qu’après trois refus à un quart d’heure d’intervalle.",
      "Quelqu’un s’aperçoit de l’intrusion \(PageText.span(assumptions.awarenessSeconds)) après son début, clôt les "
        + "sessions (mesure 3) et bannit le réseau du robot pour les mots de passe (mesure 5).",
      "Le robot ne vient que d’un réseau. S’il en avait d’autres, chaque bannissement ne lui coûterait que celui-là.",
      "La veille, chaque titulaire s’est connecté depuis son propre réseau, que la surveillance connaît donc ; elle lit "
        + "le journal toutes les cinq secondes (mesures 4 et 9).",
      "Sommé de renouveler un mot de passe, le robot le fait avant le titulaire (mesure 2).",
      "Un complice appelle l’assistance \(assumptions.callsForAccount) fois pour chaque compte, un appel toutes les "
        + "\(assumptions.callIntervalSeconds / 60) minutes, et devine cinq caractères parmi les "
        + "\(PageText.number(BankEnding.count)) d’un RIB ordinaire ; \(assumptions.agents) agents répondent à tour de "
        + "rôle (mesure 7). Le robot ayant déjà le mot de passe, ce contrôle ne lui ferme rien.",
      "Le code d’un renouvellement part à l’adresse du titulaire, que le complice ne lit pas. C’est douteux : en 2022, "
        + "les mots de passe venaient justement de boîtes compromises. Après une réponse à l’intrusion (mesure 3), aucun code "
        + "ne part plus à cette adresse.",
      "Personne ne réagit à un avis de connexion (mesure 9) : l’intrus lit peut-être la même boîte. Ce que vaut une "
        + "réponse, l’acte b3 le montre.",
      "La session est volée une heure après son ouverture ; on observe chaque acte pendant 24 heures.",
      "Derrière une carte insérée et déverrouillée, le robot obtient tout ce que demande le code porteur.",
    ]
  }
}
