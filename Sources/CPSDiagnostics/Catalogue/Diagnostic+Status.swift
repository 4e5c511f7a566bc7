extension Diagnostic {
  /// An answer that cannot be relied on; igc-sante.md section 4, rule 16; attack case HN-12.
  public static let statusRefused = Diagnostic(
    "trust.status-refused", .alarm, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "La réponse du répondeur OCSP est refusée : {detail}.",
      en: "The OCSP responder's answer is refused: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez l’adresse et le profil du répondeur ; une telle réponse ne vaut jamais « bon ».",
      en: "Check the responder's address and profile; such an answer never counts as “good”."))

  /// The responder does not know the certificate; igc-sante.md section 4, rule 16.
  public static let statusUnknown = Diagnostic(
    "trust.status-unknown", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Le répondeur OCSP ne connaît pas le certificat de la carte.",
      en: "The OCSP responder does not know the card's certificate."),
    hint: Bilingual(
      fr: "Faites contrôler la carte par l’organisme émetteur.",
      en: "Have the card checked by its issuer."))

  /// No answer: unreachable, too late, too large, or none that a responder would sign; attack case HN-11.
  public static let statusUnanswered = Diagnostic(
    "trust.status-unanswered", .alarm, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "Le répondeur OCSP n’a pas répondu : {detail}.",
      en: "The OCSP responder did not answer: {detail}."),
    hint: Bilingual(
      fr:
        "Vérifiez le réseau du service ; l’administrateur décide si l’absence de réponse refuse la connexion.",
      en: "Check the service's network; the administrator decides whether a missing answer refuses the login."
    ))

  static let statusFamily: [Diagnostic] = [.statusRefused, .statusUnknown, .statusUnanswered]
}
