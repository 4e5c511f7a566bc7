extension Diagnostic {
  /// A defect of this software, or a call into a system library that must not fail.
  public static let internalFault = Diagnostic(
    "internal.fault", .error, exit: .software, http: 500,
    Bilingual(
      fr: "Une erreur interne s’est produite.",
      en: "An internal fault occurred."),
    hint: Bilingual(
      fr: "Signalez-la avec le journal ; rien n’a été autorisé.",
      en: "Please report it with the log; nothing was authorised."))

  /// The command line is wrong.
  public static let usage = Diagnostic(
    "usage", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "La commande n’est pas comprise : {detail}.",
      en: "The command is not understood: {detail}."),
    hint: Bilingual(
      fr: "Ajoutez --help pour voir les options.",
      en: "Add --help to see the options."))

  /// An input file is missing or unreadable.
  public static let inputMissing = Diagnostic(
    "input.missing", .notice, exit: .noInput, http: 400,
    Bilingual(
      fr: "Le fichier {path} est absent ou illisible.",
      en: "The file {path} is missing or cannot be read."),
    hint: Bilingual(
      fr: "Vérifiez le chemin et les droits d’accès.",
      en: "Check the path and its permissions."))

  /// Input that does not have the required form.
  public static let inputMalformed = Diagnostic(
    "input.malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "Les données ne sont pas bien formées : {detail}.",
      en: "The data is malformed: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez l’origine du fichier ou du message.",
      en: "Check where the file or message comes from."))

  /// An output file could not be written.
  public static let outputFailed = Diagnostic(
    "output.failed", .error, exit: .cannotCreate, http: 500,
    Bilingual(
      fr: "Le fichier {path} n’a pas pu être écrit.",
      en: "The file {path} could not be written."),
    hint: Bilingual(
      fr: "Vérifiez l’espace libre et les droits d’accès.",
      en: "Check free space and permissions."))

  /// Nothing that is there is overwritten.
  public static let outputExists = Diagnostic(
    "output.exists", .notice, exit: .cannotCreate, http: 500,
    Bilingual(
      fr: "Le fichier {path} existe déjà.",
      en: "The file {path} is there already."),
    hint: Bilingual(
      fr: "Nommez un fichier qui n’existe pas encore ; rien n’a été écrasé.",
      en: "Name a file that is not there yet; nothing was overwritten."))

  /// The person, or the program that called, gave up.
  public static let cancelled = Diagnostic(
    "cancelled", .notice, exit: .cancelled, http: 499,
    Bilingual(
      fr: "L’opération a été annulée.",
      en: "The operation was cancelled."),
    hint: Bilingual(
      fr: "Recommencez quand vous le souhaitez.",
      en: "Start again when you wish."))

  /// A deadline passed.
  public static let timedOut = Diagnostic(
    "timed-out", .notice, exit: .timeout, http: 504,
    Bilingual(
      fr: "Le délai est écoulé.",
      en: "Time ran out."),
    hint: Bilingual(
      fr: "Recommencez ; --wait allonge l’attente.",
      en: "Try again; --wait lengthens the wait."))

  /// A configuration file is refused; `place` is file, line and column.
  public static let configurationInvalid = Diagnostic(
    "configuration.invalid", .error, exit: .configuration, http: 500,
    Bilingual(
      fr: "Configuration refusée, {place} : {detail}.",
      en: "Configuration refused, {place}: {detail}."),
    hint: Bilingual(
      fr: "Corrigez le fichier ; rien n’a été démarré.",
      en: "Mend the file; nothing was started."))

  /// A file that decides who may do what, in the hands of somebody else; attack case CA-13.
  public static let configurationExposed = Diagnostic(
    "configuration.exposed", .alarm, exit: .configuration, http: 500,
    Bilingual(
      fr: "D’autres peuvent modifier {path} : {detail}.",
      en: "Others may change {path}: {detail}."),
    hint: Bilingual(
      fr:
        "Donnez-le à root ou à l’utilisateur du service, puis « chmod go-w {path} » ; rien n’en a été pris.",
      en: "Give it to root or the server's user, then “chmod go-w {path}”; nothing was taken from it."))

  /// A part of the product or of the system is not installed.
  public static let componentMissing = Diagnostic(
    "component.missing", .notice, exit: .unavailable, http: 501,
    Bilingual(
      fr: "Le composant {component} n’est pas installé.",
      en: "The component {component} is not installed."),
    hint: Bilingual(
      fr: "Installez le paquet {package}.",
      en: "Install the package {package}."))

  /// The random source failed or answered short; attack case FT-02.
  public static let randomnessUnavailable = Diagnostic(
    "randomness.unavailable", .alarm, exit: .software, http: 500,
    Bilingual(
      fr: "Le générateur aléatoire du système ne répond pas.",
      en: "The system's random generator does not answer."),
    hint: Bilingual(
      fr: "Arrêtez le service et vérifiez le système.",
      en: "Stop the service and check the system."))

  /// A secret was asked for in a child of the process that holds it; attack case CA-15.
  public static let processForked = Diagnostic(
    "process.forked", .alarm, exit: .software, http: 500,
    Bilingual(
      fr: "Ce processus est né d’un fork et n’a pas les secrets de celui dont il vient.",
      en: "This process was forked and does not have the secrets of the one it comes from."),
    hint: Bilingual(
      fr: "Ouvrez le service ou la session après le fork ; rien n’a été calculé ni présenté à la carte.",
      en: "Open the service or the session after the fork; nothing was computed or shown to the card."))

  static let generalFamily: [Diagnostic] = [
    .internalFault, .usage, .inputMissing, .inputMalformed, .outputFailed, .outputExists, .cancelled,
    .timedOut,
    .configurationInvalid, .configurationExposed, .componentMissing, .randomnessUnavailable, .processForked,
  ]
}
