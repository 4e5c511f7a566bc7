/// What the watch over identifications finds; each alarm says why in its facts.
extension Diagnostic {
  /// Somebody logs in from a network that was never seen for them.
  public static let watchNewNetwork = Diagnostic(
    "watch.new-network", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Connexion depuis un réseau jamais vu pour ce titulaire.",
      en: "Log-in from a network never seen for this holder."),
    hint: Bilingual(
      fr:
        "Demandez au titulaire s’il s’est connecté ; sinon, mettez fin à ses sessions et bannissez l’adresse.",
      en: "Ask the holder whether it was them; if not, end their sessions and ban the address."))

  /// Somebody whose workstations come back logs in with one that was never seen.
  public static let watchNewWorkstation = Diagnostic(
    "watch.new-workstation", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Connexion avec un poste jamais vu, pour un titulaire dont les postes reviennent d’ordinaire.",
      en: "Log-in with a workstation never seen, for a holder whose workstations usually come back."),
    hint: Bilingual(
      fr: "Demandez au titulaire s’il a changé de poste ; sinon, mettez fin à ses sessions.",
      en: "Ask the holder whether they changed workstations; if not, end their sessions."))

  /// Somebody logs in from two networks within a time that is too short to go from one to the other.
  public static let watchTwoPlaces = Diagnostic(
    "watch.two-places", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Connexions depuis deux réseaux en un temps trop court pour passer de l’un à l’autre.",
      en: "Log-ins from two networks within too short a time to go from one to the other."),
    hint: Bilingual(
      fr: "Demandez au titulaire laquelle des deux est la sienne ; mettez fin aux autres sessions.",
      en: "Ask the holder which of the two is theirs; end the other sessions."))

  /// Somebody does more in an hour of the night than people do.
  public static let watchNightBurst = Diagnostic(
    "watch.night-burst", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Activité nocturne hors de proportion.",
      en: "Activity at night out of proportion."),
    hint: Bilingual(
      fr: "Regardez ces actes dans le journal ; s’il n’y a pas de garde, mettez fin aux sessions.",
      en: "Look at these acts in the log; if nobody is on duty, end the sessions."))

  /// Many log-ins of one holder were refused within a short time.
  public static let watchFailureBurst = Diagnostic(
    "watch.failure-burst", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Échecs de connexion répétés pour un même titulaire.",
      en: "Repeated failures to log in for one holder."),
    hint: Bilingual(
      fr:
        "Appelez le titulaire ; s’il n’y est pour rien, faites renouveler son mot de passe et bannissez l’adresse.",
      en: "Call the holder; if it was not them, have the password renewed and ban the address."))

  /// Somebody comes back who had not logged in for half a year.
  public static let watchDormant = Diagnostic(
    "watch.dormant", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Connexion d’un titulaire resté sans activité pendant six mois.",
      en: "Log-in of a holder who had been away for six months."),
    hint: Bilingual(
      fr: "Vérifiez avec le titulaire que c’est bien lui.",
      en: "Verify with the holder that it was them."))

  /// Whom to watch cannot be read.
  public static let watchOrderInvalid = Diagnostic(
    "watch.order-invalid", .error, exit: .usage, http: 400,
    Bilingual(
      fr: "Cette mise en observation ne peut pas être comprise.",
      en: "This observation cannot be meant."),
    hint: Bilingual(
      fr: "Donnez account:NOM ou person:IDENTIFIANT, et un motif.",
      en: "Give account:NAME or person:IDENTIFIER, and a reason."))

  /// Nobody of that name is under observation.
  public static let watchUnknown = Diagnostic(
    "watch.unknown", .error, exit: .dataError, http: 404,
    Bilingual(
      fr: "Ce titulaire n’est pas en observation.",
      en: "This holder is not under observation."),
    hint: Bilingual(
      fr: "Donnez le titulaire tel que la liste l’écrit.",
      en: "Give the holder as the list writes it."))

  static let watchFamily: [Diagnostic] = [
    .watchNewNetwork, .watchNewWorkstation, .watchTwoPlaces, .watchNightBurst, .watchFailureBurst,
    .watchDormant, .watchOrderInvalid, .watchUnknown,
  ]
}
