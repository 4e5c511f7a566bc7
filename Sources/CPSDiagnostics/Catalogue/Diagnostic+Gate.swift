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

  /// A person must type a PIN: the card has gone out of sight during the session (attack case CL-10), or the
  /// policy wants a more recent entry.
  ///
  /// Presence shown again does not help. Over HTTP 401 and the challenge of RFC 9470.
  public static let stepUpRequired = Diagnostic(
    "gate.step-up-required", .notice, exit: .denied, http: 401,
    Bilingual(
      fr: "Le code porteur est demandé de nouveau pour cette fonction.",
      en: "The PIN is asked for again for this function."),
    hint: Bilingual(
      fr: "Confirmez-la avec « cpsauth step-up FONCTION » et votre carte.",
      en: "Confirm it with “cpsauth step-up FUNCTION” and your card."))

  /// What ``stepUpRequired`` asks for, of a session that a TLS handshake opened: it has no key that a challenge is
  /// issued to, so that no PIN can be confirmed in it.
  ///
  /// Over HTTP 401 and the challenge of RFC 9470, whose scheme is that of the door that would do.
  public static let proofRequired = Diagnostic(
    "gate.proof-required", .notice, exit: .denied, http: 401,
    Bilingual(
      fr:
        "Le code porteur est demandé pour cette fonction, et une session ouverte par TLS ne peut pas le confirmer.",
      en: "The PIN is asked for this function, and a session that was opened by TLS cannot confirm it."),
    hint: Bilingual(
      fr: "Connectez-vous avec « cpsauth login », puis confirmez-la avec « cpsauth step-up FONCTION ».",
      en: "Log in with “cpsauth login”, then confirm it with “cpsauth step-up FUNCTION”."))

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

  /// Neither a permit nor a receipt of this service.
  public static let permitUnknown = Diagnostic(
    "gate.permit-unknown", .alarm, exit: .denied, http: 404,
    Bilingual(
      fr: "Cette autorisation n’a pas été délivrée par ce service.",
      en: "This permit was not issued by this service."),
    hint: Bilingual(
      fr: "Vérifiez que le mandataire transmet l’en-tête de l’autorisation sans le modifier.",
      en: "Check that the proxy hands on the permit's header unchanged."))

  /// A subject that the function cannot mean.
  public static let subjectMalformed = Diagnostic(
    "gate.subject-malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "L’identifiant demandé n’est pas bien formé.",
      en: "The identifier asked for is malformed."),
    hint: Bilingual(
      fr: "Vérifiez le numéro saisi.",
      en: "Check the number typed."))

  /// The card is not known to be still there, and the policy wants that.
  public static let presenceRequired = Diagnostic(
    "gate.presence-required", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette fonction exige que la carte soit restée en place.",
      en: "This function requires that the card has stayed in its place."),
    hint: Bilingual(
      fr: "Laissez la carte dans le lecteur et gardez l’agent de cpsauth ouvert.",
      en: "Leave the card in its reader and keep the agent of cpsauth running."))

  /// The policy wants to know why.
  public static let reasonRequired = Diagnostic(
    "gate.reason-required", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette fonction exige un motif.",
      en: "This function requires a reason."),
    hint: Bilingual(
      fr: "Recommencez avec le motif (« cpsauth call --reason ») ; le journal d’audit le conserve.",
      en: "Start again with the reason (“cpsauth call --reason”); the audit log keeps it."))

  /// A reason that is none, or that names a person by number.
  public static let reasonMalformed = Diagnostic(
    "gate.reason-malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "Le motif n’est pas recevable.",
      en: "The reason cannot be accepted."),
    hint: Bilingual(
      fr: "Écrivez de 3 à 256 caractères sur une ligne, sans numéro de sécurité sociale.",
      en: "Write 3 to 256 characters on one line, without a social security number."))

  /// The policy wants two people to agree.
  public static let secondPersonRequired = Diagnostic(
    "gate.second-person-required", .notice, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette fonction exige l’accord d’une seconde personne.",
      en: "This function requires that a second person agrees."),
    hint: Bilingual(
      fr: "Demandez-lui son accord, avec sa propre carte (« cpsauth approve »), puis recommencez.",
      en: "Ask them to agree with their own card (“cpsauth approve”), then start again."))

  /// The policy opens the function only to who declares an emergency.
  public static let breakGlassRequired = Diagnostic(
    "gate.break-glass-required", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette fonction ne vous est ouverte qu’en urgence déclarée.",
      en: "This function is open to you only in an emergency that you declare."),
    hint: Bilingual(
      fr: "S’il y a urgence, déclarez-la avec son motif (« --break-glass ») : l’accès sera relu après coup.",
      en:
        "If this is an emergency, declare it with its reason (“--break-glass”): the access is reviewed afterwards."
    ))

  /// The policy opens the function to staff only by delegation of a professional whom it is open to.
  public static let delegationRequired = Diagnostic(
    "gate.delegation-required", .warning, exit: .denied, http: 403,
    Bilingual(
      fr: "Cette fonction ne vous est ouverte que par la délégation d’un professionnel.",
      en: "This function is open to you only by delegation of a professional."),
    hint: Bilingual(
      fr: "Demandez au professionnel responsable de déclarer votre carte (« delegations.declare »).",
      en: "Ask the responsible professional to declare your card (“delegations.declare”)."))

  /// Beyond the pace that the policy allows; attack cases CL-01, CL-03 to CL-05.
  public static let quotaExceeded = Diagnostic(
    "gate.quota-exceeded", .warning, exit: .quota, http: 429,
    Bilingual(
      fr: "Le nombre de consultations permis est atteint : {quota}.",
      en: "The number of calls that is allowed has been reached: {quota}."),
    hint: Bilingual(
      fr:
        "Réessayez dans {seconds} s ; si votre activité l’exige, adressez-vous à l’administrateur du service.",
      en: "Try again in {seconds} s; if your work demands it, ask the service's administrator."))

  /// What ``quotaExceeded`` says to the caller, said to those who watch the service.
  public static let paceSuspected = Diagnostic(
    "gate.pace-suspected", .alarm, exit: .quota, http: 429,
    Bilingual(
      fr: "Des consultations se suivent plus vite que celles d’un professionnel.",
      en: "Calls follow each other faster than those of a professional do."),
    hint: Bilingual(
      fr: "Vérifiez auprès de la personne ; mettez fin à ses sessions en cas de doute.",
      en: "Check with the person; end their sessions when in doubt."))

  /// Numbers are tried out: many that do not exist, or one after the other.
  public static let enumerationSuspected = Diagnostic(
    "gate.enumeration-suspected", .alarm, exit: .quota, http: 429,
    Bilingual(
      fr: "Des numéros semblent essayés à la suite ou au hasard.",
      en: "Numbers seem to be tried out, one after the other or at random."),
    hint: Bilingual(
      fr: "Vérifiez auprès de la personne ; mettez fin à ses sessions en cas de doute.",
      en: "Check with the person; end their sessions when in doubt."))

  /// One person, card or workstation comes from too many networks at once; attack case CL-02.
  public static let networksSuspected = Diagnostic(
    "gate.networks-suspected", .alarm, exit: .quota, http: 429,
    Bilingual(
      fr: "Les appels viennent de trop de réseaux à la fois.",
      en: "The calls come from too many networks at once."),
    hint: Bilingual(
      fr: "Vérifiez auprès de la personne ; mettez fin à ses sessions en cas de doute.",
      en: "Check with the person; end their sessions when in doubt."))

  static let gateFamily: [Diagnostic] = [
    .functionUnknown, .cardRequired, .stepUpRequired, .proofRequired, .deniedByPolicy,
    .permitSpent, .permitUnknown, .subjectMalformed, .presenceRequired, .reasonRequired, .reasonMalformed,
    .secondPersonRequired, .breakGlassRequired, .delegationRequired, .quotaExceeded, .paceSuspected,
    .enumerationSuspected, .networksSuspected,
  ]
}
