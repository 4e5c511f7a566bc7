/// Notices to the holders of accounts and cards.
extension Diagnostic {
  /// An address that could carry more than an address is none.
  public static let noticeAddressInvalid = Diagnostic(
    "notices.address-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Cette adresse électronique ne peut pas être utilisée.",
      en: "This e-mail address cannot be used."),
    hint: Bilingual(
      fr: "Donnez une adresse simple, nom@domaine, sans espace ni accent.",
      en: "Give a plain address, name@domain, without blanks or accents."))

  /// A notice whose texts do not fit its template is not queued.
  public static let noticeContentInvalid = Diagnostic(
    "notices.content-invalid", .error, exit: .software, http: 500,
    Bilingual(
      fr: "Cet avis ne peut pas être composé : {detail}.",
      en: "This notice cannot be composed: {detail}."),
    hint: Bilingual(
      fr: "Signalez-le : c’est une faute du service.",
      en: "Report it: this is a fault of the service."))

  /// A notice stays in the outbox, and is tried again.
  public static let noticeNotSent = Diagnostic(
    "notices.not-sent", .warning, exit: .unavailable, http: 503,
    Bilingual(
      fr: "Un avis n’a pas pu être remis : {detail}.",
      en: "A notice could not be handed over: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez le transport des avis ; il est réessayé jusqu’à l’échéance de l’avis.",
      en: "Check the transport of notices; it is tried again until the notice expires."))

  /// A notice expired before anybody took it.
  public static let noticeGivenUp = Diagnostic(
    "notices.given-up", .alarm, exit: .unavailable, http: 503,
    Bilingual(
      fr: "Un avis n’a jamais pu être remis, et son échéance est passée.",
      en: "A notice could never be handed over, and it has expired."),
    hint: Bilingual(
      fr: "Réparez le transport des avis et prévenez la personne par une autre voie.",
      en: "Mend the transport of notices, and tell the person by another way."))

  /// A line of contacts that could be misread changes nothing.
  public static let contactInvalid = Diagnostic(
    "contacts.invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Les coordonnées ne peuvent pas être comprises : {detail}.",
      en: "The contacts cannot be meant: {detail}."),
    hint: Bilingual(
      fr:
        "Écrivez une ligne par titulaire : account:NOM;adresse ou person:IDENTIFIANT;adresse;grouped|each|off.",
      en: "Write one line a holder: account:NAME;address or person:IDENTIFIER;address;grouped|each|off."))

  static let noticeFamily: [Diagnostic] = [
    .noticeAddressInvalid, .noticeContentInvalid, .noticeNotSent, .noticeGivenUp, .contactInvalid,
  ]
}
