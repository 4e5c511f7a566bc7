extension Diagnostic {
  /// No token, or one that the service does not know.
  public static let sessionMissing = Diagnostic(
    "session.missing", .notice, exit: .denied, http: 401,
    Bilingual(
      fr: "Vous n’êtes pas connecté.",
      en: "You are not logged in."),
    hint: Bilingual(
      fr: "Connectez-vous avec « cpsauth login ».",
      en: "Log in with “cpsauth login”."))

  /// Idle or absolute limit passed, or logged out.
  public static let sessionEnded = Diagnostic(
    "session.ended", .notice, exit: .expired, http: 401,
    Bilingual(
      fr: "La session est terminée.",
      en: "The session has ended."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau avec « cpsauth login ».",
      en: "Log in again with “cpsauth login”."))

  /// A step-up gave the session another token, and this is the one of before; attack case HN-22.
  public static let sessionReplaced = Diagnostic(
    "session.replaced", .notice, exit: .expired, http: 401,
    Bilingual(
      fr: "Ce jeton de session a été remplacé quand le code porteur a été confirmé.",
      en: "This session token was replaced when the PIN was confirmed."),
    hint: Bilingual(
      fr: "Le client continue avec le nouveau jeton ; s’il ne l’a pas reçu, connectez-vous de nouveau.",
      en: "The client goes on with the new token; if it never received it, log in again."))

  /// Somebody whom the policy allows it, or who runs the service, ended the session.
  public static let sessionEndedByAdministrator = Diagnostic(
    "session.ended-by-administrator", .notice, exit: .expired, http: 401,
    Bilingual(
      fr: "L’administrateur du service a mis fin à cette session.",
      en: "The service's administrator ended this session."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau ; si cela se répète, adressez-vous à lui.",
      en: "Log in again; if it happens again, ask them."))

  /// The session ended because its card is not accepted any more; its first request after that was told the reason.
  public static let sessionCardRefused = Diagnostic(
    "session.card-refused", .warning, exit: .untrusted, http: 401,
    Bilingual(
      fr: "La session est terminée : la carte qui l’avait ouverte n’est plus acceptée.",
      en: "The session has ended: the card that opened it is no longer accepted."),
    hint: Bilingual(
      fr: "Connectez-vous avec une carte en cours de validité.",
      en: "Log in with a card that is valid."))

  /// The session ended because another key presented its token; told to the holder of its own key alone.
  public static let sessionTokenStolen = Diagnostic(
    "session.token-stolen", .warning, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "La session est terminée : un autre poste a présenté son jeton.",
      en: "The session has ended: another workstation presented its token."),
    hint: Bilingual(
      fr: "Signalez un vol possible à l’administrateur du service, puis connectez-vous de nouveau.",
      en: "Report a possible theft to the service's administrator, then log in again."))

  /// A step-up by another card than the one that opened the session.
  public static let stepUpCardMismatch = Diagnostic(
    "session.step-up-card", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Ce n’est pas la carte qui a ouvert la session.",
      en: "This is not the card that opened the session."),
    hint: Bilingual(
      fr: "Confirmez avec la carte de la connexion, ou connectez-vous avec celle-ci.",
      en: "Confirm with the card of the login, or log in with this one."))

  /// What a service says of a session that is no more: whoever held it forgets it.
  public static let sessionEnds: Set<Diagnostic> = [
    .sessionMissing, .sessionEnded, .sessionReplaced, .sessionEndedByAdministrator, .sessionCardRefused,
    .sessionTokenStolen, .sessionKeyMismatch, .presenceLapsed, .presenceRefused, .certificateRevoked,
  ]

  /// The DPoP key is not the one that the session is bound to; attack case CL-09.
  public static let sessionKeyMismatch = Diagnostic(
    "session.other-key", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Ce jeton de session appartient à un autre poste.",
      en: "This session token belongs to another workstation."),
    hint: Bilingual(
      fr: "Connectez-vous sur ce poste ; si ce jeton est le vôtre, signalez un vol possible.",
      en: "Log in on this workstation; if the token is yours, report a possible theft."))

  /// Nobody has shown in time that the card is still there; attack case CL-10.
  public static let presenceLapsed = Diagnostic(
    "session.presence-lapsed", .notice, exit: .expired, http: 401,
    Bilingual(
      fr: "La présence de la carte n’est plus confirmée ; la session est terminée.",
      en: "The card's presence is no longer confirmed; the session has ended."),
    hint: Bilingual(
      fr: "Remettez la carte et connectez-vous de nouveau avec « cpsauth login --stay ».",
      en: "Insert the card and log in again with “cpsauth login --stay”."))

  /// An answer to a presence challenge about another card, of a weaker kind than before, or not signed.
  public static let presenceRefused = Diagnostic(
    "session.presence-refused", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "La preuve de présence de la carte est refusée.",
      en: "The proof of the card's presence is refused."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau ; si cela persiste, prévenez l’administrateur du service.",
      en: "Log in again; if it persists, tell the service's administrator."))

  /// No DPoP header.
  public static let dpopMissing = Diagnostic(
    "dpop.missing", .warning, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "La requête ne porte pas la preuve de possession de la clé du poste.",
      en: "The request does not carry the proof of the workstation's key."),
    hint: Bilingual(
      fr: "Utilisez cpsauth, ou un client qui suit la RFC 9449.",
      en: "Use cpsauth, or a client that follows RFC 9449."))

  /// RFC 9449, clause 4.3.
  public static let dpopInvalid = Diagnostic(
    "dpop.invalid", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "La preuve de possession de la clé du poste est refusée.",
      en: "The proof of the workstation's key is refused."),
    hint: Bilingual(
      fr: "Vérifiez l’heure du poste, puis recommencez.",
      en: "Check the workstation's clock, then try again."))

  /// jti seen before (RFC 9449, clause 11.1).
  public static let dpopReplayed = Diagnostic(
    "dpop.replayed", .alarm, exit: .proofRefused, http: 401,
    Bilingual(
      fr: "Une preuve de possession a été présentée deux fois.",
      en: "A proof of possession was presented twice."),
    hint: Bilingual(
      fr: "Recommencez l’opération.",
      en: "Start the operation again."))

  /// use_dpop_nonce (RFC 9449, clause 8).
  public static let dpopNonceRequired = Diagnostic(
    "dpop.nonce", .notice, exit: .temporary, http: 401,
    Bilingual(
      fr: "Le service demande une preuve de possession plus récente.",
      en: "The service asks for a fresher proof of possession."),
    hint: Bilingual(
      fr: "Le client recommence de lui-même.",
      en: "The client repeats by itself."))

  /// Tokens are for services that the configuration names.
  public static let tokenAudienceUnknown = Diagnostic(
    "token.audience", .error, exit: .denied, http: 403,
    Bilingual(
      fr: "Aucun jeton n’est émis pour le service {audience}.",
      en: "No token is issued for the service {audience}."),
    hint: Bilingual(
      fr: "Demandez à l’administrateur d’ajouter son origine aux services autorisés.",
      en: "Ask the administrator to add its origin to the services that may be told."))

  /// More logins than a human being makes; attack case CL-01.
  public static let loginPaceExceeded = Diagnostic(
    "session.login-pace", .warning, exit: .quota, http: 429,
    Bilingual(
      fr: "Cette carte ou ce compte s’est connecté trop souvent.",
      en: "This card or account has logged in too often."),
    hint: Bilingual(
      fr:
        "Réessayez dans {seconds} s ; si rien ne l’explique, retirez la carte et prévenez l’administrateur.",
      en: "Try again in {seconds} s; if nothing explains it, remove the card and tell the administrator."))

  /// So many logins that the card must be shown to stay from here on, or that no more are taken; attack case CL-01.
  public static let loginRhythmSuspected = Diagnostic(
    "session.login-rhythm", .alarm, exit: .quota, http: 429,
    Bilingual(
      fr: "Les connexions de cette carte se suivent comme celles d’une machine.",
      en: "The logins of this card follow each other as those of a machine do."),
    hint: Bilingual(
      fr: "Vérifiez auprès de la personne ; mettez fin à ses sessions en cas de doute.",
      en: "Check with the person; end their sessions when in doubt."))

  static let sessionFamily: [Diagnostic] = [
    .sessionMissing, .sessionEnded, .sessionReplaced, .sessionEndedByAdministrator, .sessionCardRefused,
    .sessionTokenStolen, .stepUpCardMismatch, .sessionKeyMismatch, .presenceLapsed, .presenceRefused,
    .dpopMissing, .dpopInvalid, .dpopReplayed, .dpopNonceRequired, .tokenAudienceUnknown, .loginPaceExceeded,
    .loginRhythmSuspected,
  ]
}
