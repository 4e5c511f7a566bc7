extension Diagnostic {
  /// ATR and AID do not designate a CPS; attack cases HC-27, HC-28, HC-31.
  public static let notACPS = Diagnostic(
    "card.not-a-cps", .notice, exit: .notACPS, http: 422,
    Bilingual(
      fr: "Cette carte n’est pas une carte CPS.",
      en: "This card is not a CPS card."),
    hint: Bilingual(
      fr: "Insérez votre carte de professionnel de santé.",
      en: "Insert your health professional card."))

  /// Recognised, but no driver logs in with it.
  public static let cardGenerationUnsupported = Diagnostic(
    "card.generation-unsupported", .notice, exit: .notACPS, http: 422,
    Bilingual(
      fr: "Cette carte est reconnue ({generation}) mais ne peut pas servir ici à la connexion.",
      en: "This card is recognised ({generation}) but cannot be used here to log in."),
    hint: Bilingual(
      fr: "Utilisez une CPS3 ou une CPS4 par contact.",
      en: "Use a CPS3 or a CPS4 by contact."))

  /// The contactless side of a CPS: its technical key needs no PIN and stands for nobody.
  public static let cardContactless = Diagnostic(
    "card.contactless", .notice, exit: .notACPS, http: 422,
    Bilingual(
      fr:
        "Cette carte CPS est lue sans contact : sa clé technique, sans code porteur, ne prouve pas qui vous "
        + "êtes.",
      en: "This CPS card is read without contact: its technical key, which needs no PIN, does not prove who "
        + "you are."),
    hint: Bilingual(
      fr: "Insérez la carte dans un lecteur à contact.",
      en: "Insert the card into a contact reader."))

  /// A card of before the general issue, in production; attack case HC-29.
  public static let cardForTestsOnly = Diagnostic(
    "card.for-tests-only", .warning, exit: .notACPS, http: 422,
    Bilingual(
      fr: "Cette carte ({generation}) est un modèle d’essai : un service en production ne l’admet pas.",
      en: "This card ({generation}) is a test model: a service in production does not admit it."),
    hint: Bilingual(
      fr: "Utilisez votre carte de professionnel de santé.",
      en: "Use your health professional card."))

  /// The serial re-read after the prompt differs; attack cases HC-26, CC-03.
  public static let cardChanged = Diagnostic(
    "card.changed", .alarm, exit: .cardFault, http: 409,
    Bilingual(
      fr: "La carte n’est plus la même qu’au début.",
      en: "The card is not the one that was there at the start."),
    hint: Bilingual(
      fr: "Remettez votre carte et recommencez ; le code saisi n’a pas été envoyé.",
      en: "Insert your card and start again; the PIN was not sent."))

  /// An answer of less than two bytes or of the wrong form; attack case HC-07.
  public static let malformedResponse = Diagnostic(
    "card.malformed-response", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La réponse de la carte n’est pas valable.",
      en: "The card's answer is not valid."),
    hint: Bilingual(
      fr: "Retirez la carte et recommencez ; si cela persiste, essayez un autre lecteur.",
      en: "Take the card out and try again; if it persists, try another reader."))

  /// More data than Le; attack case HC-06.
  public static let responseTooLong = Diagnostic(
    "card.response-too-long", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte a répondu plus que demandé.",
      en: "The card answered more than was asked for."),
    hint: Bilingual(
      fr: "N’utilisez pas cette carte ni ce lecteur.",
      en: "Do not use this card or this reader."))

  /// Attack cases HC-02, HC-03, HC-05.
  public static let noProgress = Diagnostic(
    "card.no-progress", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte répond sans avancer.",
      en: "The card answers without making progress."),
    hint: Bilingual(
      fr: "Retirez la carte et recommencez.",
      en: "Take the card out and try again."))

  /// The channel's budget of APDUs or bytes is used up; attack case HC-01.
  public static let cardBudgetExceeded = Diagnostic(
    "card.budget-exceeded", .alarm, exit: .cardFault, http: 502,
    Bilingual(
      fr: "L’échange avec la carte dépasse la limite permise.",
      en: "The exchange with the card exceeds what is allowed."),
    hint: Bilingual(
      fr: "Retirez la carte et recommencez.",
      en: "Take the card out and try again."))

  /// BER-TLV or DER that breaks the rules; attack cases HC-10 to HC-12.
  public static let malformedTLV = Diagnostic(
    "card.malformed-tlv", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Une donnée de la carte n’est pas bien formée.",
      en: "A data object of the card is malformed."),
    hint: Bilingual(
      fr: "Retirez la carte et recommencez ; si cela persiste, faites contrôler la carte.",
      en: "Take the card out and try again; if it persists, have the card checked."))

  /// Announced and real length differ; attack cases HC-08, HC-09, HC-13.
  public static let lengthMismatch = Diagnostic(
    "card.length-mismatch", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "Un fichier de la carte n’a pas la longueur annoncée.",
      en: "A file of the card does not have the announced length."),
    hint: Bilingual(
      fr: "Faites contrôler la carte.",
      en: "Have the card checked."))

  /// A status word that the operation does not provide for.
  public static let unexpectedStatus = Diagnostic(
    "card.unexpected-status", .error, exit: .cardFault, http: 502,
    Bilingual(
      fr: "La carte a refusé une commande (état {status}).",
      en: "The card refused a command (status {status})."),
    hint: Bilingual(
      fr: "Retirez la carte et recommencez.",
      en: "Take the card out and try again."))

  /// An object that login needs is absent or ambiguous; attack case HC-30.
  ///
  /// `element` is the technical name of a file or object, the same in both languages.
  public static let cardIncomplete = Diagnostic(
    "card.incomplete", .error, exit: .notACPS, http: 422,
    Bilingual(
      fr: "Il manque un élément à cette carte : {element}.",
      en: "This card lacks an element: {element}."),
    hint: Bilingual(
      fr: "Faites contrôler la carte par l’organisme qui l’a émise.",
      en: "Have the card checked by its issuer."))

  /// Checked locally before the card is released; attack cases HC-14 to HC-16.
  public static let signatureMismatch = Diagnostic(
    "card.signature-mismatch", .alarm, exit: .cardFault, http: 422,
    Bilingual(
      fr: "La signature de la carte ne correspond pas à son certificat.",
      en: "The card's signature does not match its certificate."),
    hint: Bilingual(
      fr: "N’utilisez pas cette carte ; signalez-la.",
      en: "Do not use this card; report it."))

  static let cardFamily: [Diagnostic] = [
    .notACPS, .cardGenerationUnsupported, .cardContactless, .cardForTestsOnly, .cardChanged,
    .malformedResponse, .responseTooLong,
    .noProgress, .cardBudgetExceeded, .malformedTLV, .lengthMismatch, .unexpectedStatus, .cardIncomplete,
    .signatureMismatch,
  ]
}
