/// What the measures beside the card refuse.
extension Diagnostic {
  /// A report that could only be misread is not begun.
  public static let exposureScopeInvalid = Diagnostic(
    "exposure.scope-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "La portée du rapport d’exposition ne peut pas être comprise.",
      en: "The scope of the exposure report cannot be meant."),
    hint: Bilingual(
      fr: "Donnez un début, une fin, et au moins un acteur : account:NOM, person:IDENTIFIANT, card:NUMÉRO.",
      en: "Give a beginning, an end, and at least one actor: account:NAME, person:IDENTIFIER, card:NUMBER."))

  /// People were counted whom the key at hand does not open.
  public static let exposureIncomplete = Diagnostic(
    "exposure.incomplete", .alarm, exit: .dataError, http: 500,
    Bilingual(
      fr: "{count} personnes comptées n’ont pas pu être nommées avec cette clé.",
      en: "{count} people who were counted could not be named with this key."),
    hint: Bilingual(
      fr: "Reprenez avec la clé de l’autre destinataire, ou avec la clé de chaque segment.",
      en: "Go on with the key of the other recipient, or with the key of each segment."))

  /// A text of a notification is missing or cannot be shown.
  public static let incidentInvalid = Diagnostic(
    "exposure.incident-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "La description de l’incident ne peut pas être comprise : {detail}.",
      en: "The description of the incident cannot be meant: {detail}."),
    hint: Bilingual(
      fr: "Complétez ce champ, sans caractère de contrôle.",
      en: "Complete that field, without control characters."))

  static let safeguardFamily: [Diagnostic] = [.exposureScopeInvalid, .exposureIncomplete, .incidentInvalid]
}
