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

  static let sessionFamily: [Diagnostic] = [
    .sessionMissing, .sessionEnded, .sessionKeyMismatch, .presenceLapsed, .presenceRefused, .dpopMissing,
    .dpopInvalid, .dpopReplayed, .dpopNonceRequired,
  ]
}
