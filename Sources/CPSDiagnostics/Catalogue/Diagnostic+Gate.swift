extension Diagnostic {
  /// No such gated function.
  public static let functionUnknown = Diagnostic(
    "gate.function-unknown", .notice, exit: .denied, http: 404,
    Bilingual(
      fr: "La fonction {function} n’existe pas dans ce service.",
      en: "The function {function} does not exist in this service."),
    hint: Bilingual(
      fr: "Vérifiez le nom de la fonction.",
      en: "Check the function's name."))

  /// An account session asks for what is reserved to the card.
  ///
  /// Over HTTP 401 and the challenge of RFC 9470: another log-in would do.
  public static let cardRequired = Diagnostic(
    "gate.card-required", .warning, exit: .denied, http: 401,
    Bilingual(
      fr: "Cette fonction exige une connexion par carte CPS.",
      en: "This function requires a connection with the CPS card."),
    hint: Bilingual(
      fr: "Connectez-vous avec « cpsauth login » et votre carte.",
      en: "Log in with “cpsauth login” and your card."))

  /// The card has gone out of sight during the session; attack case CL-10.
  ///
  /// Presence shown again does not help: a person must type a PIN. Over HTTP 401 and the challenge of RFC 9470.
  public static let stepUpRequired = Diagnostic(
    "gate.step-up-required", .notice, exit: .denied, http: 401,
    Bilingual(
      fr: "La présence de la carte n’est plus confirmée ; le code porteur est demandé de nouveau.",
      en: "The card's presence is no longer confirmed; the PIN is asked for again."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau avec « cpsauth login » et votre carte.",
      en: "Log in again with “cpsauth login” and your card."))

  /// Deny by default.
  public static let deniedByPolicy = Diagnostic(
    "gate.denied", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "La règle du service ne vous ouvre pas cette fonction : {detail}.",
      en: "The service's policy does not open this function to you: {detail}."),
    hint: Bilingual(
      fr: "Adressez-vous à l’administrateur du service si vous pensez y avoir droit.",
      en: "Ask the service's administrator if you believe you are entitled."))

  /// A permit outside its scope.
  public static let permitSpent = Diagnostic(
    "gate.permit-spent", .error, exit: .denied, http: 403,
    Bilingual(
      fr: "L’autorisation a déjà servi ou n’est plus valable.",
      en: "The permit was already used or is no longer valid."),
    hint: Bilingual(
      fr: "Recommencez l’opération.",
      en: "Start the operation again."))

  /// A subject that the function cannot mean.
  public static let subjectMalformed = Diagnostic(
    "gate.subject-malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "L’identifiant demandé n’est pas bien formé.",
      en: "The identifier asked for is malformed."),
    hint: Bilingual(
      fr: "Vérifiez le numéro saisi.",
      en: "Check the number typed."))

  static let gateFamily: [Diagnostic] = [
    .functionUnknown, .cardRequired, .stepUpRequired, .deniedByPolicy,
    .permitSpent, .subjectMalformed,
  ]
}
