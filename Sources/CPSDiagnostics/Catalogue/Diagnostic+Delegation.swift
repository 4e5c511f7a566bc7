/// What delegation of functions to staff refuses.
extension Diagnostic {
  /// A text that names no delegation.
  public static let delegationInvalid = Diagnostic(
    "delegation.invalid", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "La délégation ne peut pas être comprise : {detail}.",
      en: "The delegation cannot be meant: {detail}."),
    hint: Bilingual(
      fr: "Écrivez card:NUMÉRO ou person:IDENTIFIANT, puis function:NOM et until:DATE.",
      en: "Write card:NUMBER or person:IDENTIFIER, then function:NAME and until:DATE."))

  /// A delegation that would be broader than its delegator, or longer than the service allows.
  public static let delegationRefused = Diagnostic(
    "delegation.refused", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette délégation ne peut pas être déclarée : {detail}.",
      en: "This delegation cannot be declared: {detail}."),
    hint: Bilingual(
      fr: "On ne délègue qu’à la carte d’un salarié, pour un temps limité, ce qui est ouvert à soi-même.",
      en: "One delegates to the card of staff, for a limited time, what is open to oneself."))

  static let delegationFamily: [Diagnostic] = [.delegationInvalid, .delegationRefused]
}
