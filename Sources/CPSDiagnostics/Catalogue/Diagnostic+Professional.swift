extension Diagnostic {
  /// A card of staff without surname and given name; igc-sante.md section 1.4.
  public static let cardNotNominative = Diagnostic(
    "trust.not-nominative", .notice, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Cette carte de service ne nomme personne : nul ne répondrait de ce qui est fait avec elle.",
      en: "This service card names nobody: no one would answer for what is done with it."),
    hint: Bilingual(
      fr: "Connectez-vous avec une carte à votre nom.",
      en: "Log in with a card in your own name."))

  /// keyUsage or extendedKeyUsage that do not sign documents; igc-sante.md section 4, rule 8.
  public static let profileNotSignature = Diagnostic(
    "trust.not-signature", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "Ce certificat n’est pas le certificat de signature d’une carte.",
      en: "This certificate is not the signature certificate of a card."),
    hint: Bilingual(
      fr: "Une connexion ne vaut pas signature : signez avec le certificat de signature.",
      en: "A login is no signature: sign with the signature certificate."))

  /// A TLS connection that shows no card; igc-sante.md section 4, rules 18 to 20.
  public static let tlsClientRefused = Diagnostic(
    "trust.tls-client", .alarm, exit: .untrusted, http: 403,
    Bilingual(
      fr: "La connexion TLS ne montre pas de carte : {detail}.",
      en: "The TLS connection shows no card: {detail}."),
    hint: Bilingual(
      fr:
        "Fermez la connexion et présentez de nouveau la carte ; le service ne doit pas reprendre de session.",
      en: "Close the connection and present the card again; the service must resume no session."))

  /// A register file that is not read; igc-sante.md section 4, rule 27.
  public static let registerRefused = Diagnostic(
    "trust.register-refused", .alarm, exit: .dataError, http: 500,
    Bilingual(
      fr: "Le registre des professionnels est refusé, {place} : {detail}.",
      en: "The register of practitioners is refused, {place}: {detail}."),
    hint: Bilingual(
      fr: "Refaites l’extrait (docs/trust.md) ; le registre en service est conservé.",
      en: "Make the extract again (docs/trust.md); the register in use is kept."))

  /// A register older than the administrator allows.
  public static let registerStale = Diagnostic(
    "trust.register-stale", .alarm, exit: .expired, http: 503,
    Bilingual(
      fr: "Le registre des professionnels est périmé : il date du {date}.",
      en: "The register of practitioners is out of date: it was made on {date}."),
    hint: Bilingual(
      fr: "L’administrateur doit le remplacer par un extrait récent.",
      en: "The administrator must replace it by a recent extract."))

  static let professionalFamily: [Diagnostic] = [
    .cardNotNominative, .profileNotSignature, .tlsClientRefused, .registerRefused, .registerStale,
  ]
}
