extension Diagnostic {
  /// No per-user agent could be reached or started.
  public static let agentUnavailable = Diagnostic(
    "agent.unavailable", .error, exit: .unavailable, http: 503,
    Bilingual(
      fr: "L’agent de session de ce poste ne répond pas.",
      en: "The session agent of this workstation does not answer."),
    hint: Bilingual(
      fr: "Vérifiez que XDG_RUNTIME_DIR désigne votre répertoire privé.",
      en: "Check that XDG_RUNTIME_DIR names your private directory."))

  /// Owner, mode or peer credentials differ.
  public static let agentForeign = Diagnostic(
    "agent.foreign", .alarm, exit: .noPermission, http: 403,
    Bilingual(
      fr: "L’agent de session appartient à un autre utilisateur ou son répertoire n’est pas privé.",
      en: "The session agent belongs to another user or its directory is not private."),
    hint: Bilingual(
      fr: "Vérifiez que XDG_RUNTIME_DIR et son dossier cpsauth sont à vous seul (mode 700).",
      en: "Check that XDG_RUNTIME_DIR and its folder cpsauth are yours alone (mode 700)."))

  /// `cpsauth status` and `cpsauth call` without a session.
  public static let notLoggedIn = Diagnostic(
    "status.not-logged-in", .notice, exit: .negative, http: 401,
    Bilingual(
      fr: "Personne n’est connecté sur ce poste.",
      en: "Nobody is logged in on this workstation."),
    hint: Bilingual(
      fr: "Connectez-vous avec « cpsauth login ».",
      en: "Log in with “cpsauth login”."))

  /// The session that the agent holds is with another service than the one asked for.
  public static let sessionOfAnotherService = Diagnostic(
    "session.other-service", .notice, exit: .negative, http: 409,
    Bilingual(
      fr: "La session ouverte est celle du service {server}.",
      en: "The open session is with the service {server}."),
    hint: Bilingual(
      fr: "Connectez-vous d’abord à l’autre service avec « cpsauth login --server URL ».",
      en: "Log in to the other service first with “cpsauth login --server URL”."))

  /// A session that was stayed with ended because its card left the reader; attack case CL-10.
  public static let cardLeft = Diagnostic(
    "session.card-left", .notice, exit: .negative, http: 401,
    Bilingual(
      fr: "La session est terminée : la carte a quitté le lecteur.",
      en: "The session has ended: the card left the reader."),
    hint: Bilingual(
      fr: "Remettez votre carte et connectez-vous avec « cpsauth login --stay ».",
      en: "Insert your card and log in with “cpsauth login --stay”."))

  /// A session that was stayed with ended because the screen was locked.
  public static let screenLocked = Diagnostic(
    "session.screen-locked", .notice, exit: .negative, http: 401,
    Bilingual(
      fr: "La session est terminée : l’écran a été verrouillé.",
      en: "The session has ended: the screen was locked."),
    hint: Bilingual(
      fr: "Connectez-vous de nouveau avec « cpsauth login --stay ».",
      en: "Log in again with “cpsauth login --stay”."))

  static let workstationFamily: [Diagnostic] = [
    .agentUnavailable, .agentForeign, .notLoggedIn, .sessionOfAnotherService, .cardLeft, .screenLocked,
  ]
}
