extension Diagnostic {
  /// A policy file that has changed and is not used; attack cases CA-12 and CA-13.
  public static let policyNotLoaded = Diagnostic(
    "policy.not-loaded", .alarm, exit: .configuration, http: 500,
    Bilingual(
      fr: "La politique {path} n’est pas chargée ; celle d’avant reste en vigueur.",
      en: "The policy {path} is not loaded; the one before stays in force."),
    hint: Bilingual(
      fr: "Essayez-la par « cpsauth policy check » avant de l’installer.",
      en: "Try it with “cpsauth policy check” before you install it."))

  /// A policy that decides otherwise than its cases say.
  public static let policyCaseFailed = Diagnostic(
    "policy.case-failed", .error, exit: .negative, http: 500,
    Bilingual(
      fr: "La politique décide autrement que prévu ({failed} sur {count}).",
      en: "The policy decides otherwise than expected ({failed} of {count})."),
    hint: Bilingual(
      fr: "Corrigez la politique, ou les cas s’ils se trompent.",
      en: "Mend the policy, or the cases where they are wrong."))

  /// A second person whose agreement nobody asks for.
  public static let approvalRefused = Diagnostic(
    "policy.approval-refused", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Votre accord n’est pas celui que cette fonction demande.",
      en: "Your agreement is not the one that this function asks for."),
    hint: Bilingual(
      fr: "Une autre personne doit le donner, avec la carte que la politique nomme.",
      en: "Another person must give it, with the card that the policy names."))

  /// A review of what needs none, or of oneself.
  public static let reviewRefused = Diagnostic(
    "policy.review-refused", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "L’entrée {detail} ne peut pas être relue par vous.",
      en: "You cannot review entry {detail}."),
    hint: Bilingual(
      fr: "Seul un accès obtenu en urgence déclarée se relit, et par une autre personne.",
      en: "Only access obtained in a declared emergency is reviewed, and by another person."))

  static let policyFamily: [Diagnostic] = [
    .policyNotLoaded, .policyCaseFailed, .approvalRefused, .reviewRefused,
  ]
}
