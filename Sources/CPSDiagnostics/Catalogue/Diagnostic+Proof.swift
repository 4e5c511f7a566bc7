extension Diagnostic {
  /// Scheme, A-label host and port; attack case HN-02.
  public static let audienceInvalid = Diagnostic(
    "audience.invalid", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "L’adresse du service n’est pas acceptable : {detail}.",
      en: "The service address is not acceptable: {detail}."),
    hint: Bilingual(
      fr: "Donnez une adresse de la forme https://service.example.",
      en: "Give an address such as https://service.example."))

  /// Attack case HN-04.
  public static let challengeMalformed = Diagnostic(
    "challenge.malformed", .error, exit: .proofRefused, http: 400,
    Bilingual(
      fr: "Le défi d’authentification n’est pas bien formé.",
      en: "The authentication challenge is malformed."),
    hint: Bilingual(
      fr: "Recommencez ; si cela persiste, prévenez l’administrateur du service.",
      en: "Try again; if it persists, tell the service's administrator."))

  /// The challenge's authentication code does not verify.
  public static let challengeUnknown = Diagnostic(
    "challenge.unknown", .warning, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Le défi d’authentification n’a pas été émis par ce service.",
      en: "The authentication challenge was not issued by this service."),
    hint: Bilingual(
      fr: "Recommencez la connexion.",
      en: "Log in again."))

  /// Older than its life; attack case HN-05.
  public static let challengeExpired = Diagnostic(
    "challenge.expired", .notice, exit: .expired, http: 401,
    Bilingual(
      fr: "Le défi d’authentification a expiré.",
      en: "The authentication challenge has expired."),
    hint: Bilingual(
      fr: "Recommencez la connexion ; vérifiez l’heure du poste si cela se répète.",
      en: "Log in again; check the workstation's clock if it recurs."))

  /// Second taking of one challenge; attack cases HN-06, CC-04.
  public static let challengeUsed = Diagnostic(
    "challenge.used", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Le défi d’authentification a déjà servi.",
      en: "The authentication challenge was already used."),
    hint: Bilingual(
      fr: "Recommencez la connexion.",
      en: "Log in again."))

  /// Issued to another workstation key; attack cases HN-07, HN-08.
  public static let challengeForAnotherKey = Diagnostic(
    "challenge.other-key", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Le défi d’authentification appartient à une autre clé.",
      en: "The authentication challenge belongs to another key."),
    hint: Bilingual(
      fr: "Recommencez la connexion depuis ce poste.",
      en: "Log in again from this workstation."))

  /// Purpose, function or subject differ from what is being asked.
  public static let challengePurposeMismatch = Diagnostic(
    "challenge.purpose", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Le défi d’authentification a été émis pour un autre usage.",
      en: "The authentication challenge was issued for another purpose."),
    hint: Bilingual(
      fr: "Recommencez l’opération.",
      en: "Start the operation again."))

  /// A proof that is not of the form of docs/protocol.md.
  public static let proofMalformed = Diagnostic(
    "proof.malformed", .error, exit: .proofRefused, http: 400,
    Bilingual(
      fr: "La preuve d’authentification n’est pas bien formée.",
      en: "The proof of authentication is malformed."),
    hint: Bilingual(
      fr: "Mettez à jour cpsauth des deux côtés.",
      en: "Update cpsauth on both sides."))

  /// The signature does not verify over the transcript that the service built itself; attack cases HN-01, CL-08.
  public static let proofSignatureInvalid = Diagnostic(
    "proof.signature-invalid", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "La signature de la carte ne vaut pas pour ce service et ce défi.",
      en: "The card's signature is not valid for this service and this challenge."),
    hint: Bilingual(
      fr: "Vérifiez l’adresse du service, puis recommencez.",
      en: "Check the service's address, then try again."))

  static let proofFamily: [Diagnostic] = [
    .audienceInvalid, .challengeMalformed, .challengeUnknown, .challengeExpired, .challengeUsed,
    .challengeForAnotherKey, .challengePurposeMismatch, .proofMalformed, .proofSignatureInvalid,
  ]
}
