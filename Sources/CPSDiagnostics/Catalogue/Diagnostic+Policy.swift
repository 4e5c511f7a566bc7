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

  static let policyFamily: [Diagnostic] = [.policyNotLoaded, .policyCaseFailed]
}
