extension Diagnostic {
  /// Checked before the prompt; attack case FT-08.
  public static let serviceUnreachable = Diagnostic(
    "service.unreachable", .notice, exit: .unavailable, http: 502,
    Bilingual(
      fr: "Le service {server} n’est pas joignable.",
      en: "The service {server} cannot be reached."),
    hint: Bilingual(
      fr: "Vérifiez le réseau et l’adresse ; aucun code n’a été demandé.",
      en: "Check the network and the address; no PIN was asked for."))

  /// No redirect is followed.
  public static let serviceRedirected = Diagnostic(
    "service.redirected", .alarm, exit: .proofRefused, http: 502,
    Bilingual(
      fr: "Le service {server} renvoie vers une autre adresse ; la connexion est arrêtée.",
      en: "The service {server} redirects elsewhere; the login is stopped."),
    hint: Bilingual(
      fr: "Donnez l’adresse exacte du service.",
      en: "Give the exact address of the service."))

  /// TLS verification failed.
  public static let serviceNotTrusted = Diagnostic(
    "service.not-trusted", .alarm, exit: .untrusted, http: 502,
    Bilingual(
      fr: "L’identité du service {server} n’a pas pu être vérifiée.",
      en: "The identity of the service {server} could not be verified."),
    hint: Bilingual(
      fr: "Vérifiez l’adresse ; n’entrez pas votre code.",
      en: "Check the address; do not type your PIN."))

  /// Plain HTTP only on a loopback literal with synthetic anchors.
  public static let serviceInsecure = Diagnostic(
    "service.insecure", .alarm, exit: .usage, http: 400,
    Bilingual(
      fr: "Une adresse http n’est admise que sur ce poste et avec des cartes synthétiques.",
      en: "An http address is admitted only on this machine and with synthetic cards."),
    hint: Bilingual(
      fr: "Utilisez une adresse https.",
      en: "Use an https address."))

  /// Plain HTTP to a name of this machine: a resolver may say otherwise.
  public static let serviceLocalName = Diagnostic(
    "service.local-name", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Avec http, « localhost » n’est pas admis : un nom peut mener ailleurs.",
      en: "With http, “localhost” is not admitted: a name may lead elsewhere."),
    hint: Bilingual(
      fr: "Écrivez 127.0.0.1 ou [::1] à sa place.",
      en: "Write 127.0.0.1 or [::1] in its place."))

  /// Not the JSON that docs/protocol.md describes.
  public static let serviceAnswerInvalid = Diagnostic(
    "service.answer-invalid", .error, exit: .unavailable, http: 502,
    Bilingual(
      fr: "La réponse du service {server} n’est pas compréhensible.",
      en: "The answer of the service {server} cannot be understood."),
    hint: Bilingual(
      fr: "Vérifiez que l’adresse est celle d’un service cpsauth.",
      en: "Check that the address is that of a cpsauth service."))

  /// A proxy's own page in place of the answer.
  public static let serviceAnsweredByProxy = Diagnostic(
    "service.answered-by-proxy", .notice, exit: .unavailable, http: 502,
    Bilingual(
      fr: "Un intermédiaire a répondu à la place du service {server} (HTTP {status}).",
      en: "Something in between answered for the service {server} (HTTP {status})."),
    hint: Bilingual(
      fr: "Le service redémarre peut-être : recommencez dans une minute, puis prévenez son exploitant.",
      en: "The service may be starting: try again in a minute, then tell its operator."))

  /// The connection stood, or the packets went nowhere; no answer came in time.
  public static let serviceTimedOut = Diagnostic(
    "service.timed-out", .notice, exit: .timeout, http: 504,
    Bilingual(
      fr: "Le service {server} ne répond pas à temps.",
      en: "The service {server} does not answer in time."),
    hint: Bilingual(
      fr: "Vérifiez le réseau, puis recommencez ; rien n’a été demandé à la carte.",
      en: "Check the network, then try again; nothing was asked of the card."))

  /// The service was there before the prompt and failed after it.
  public static let serviceLost = Diagnostic(
    "service.lost", .warning, exit: .unavailable, http: 502,
    Bilingual(
      fr: "Le service {server} ne répond plus ; la connexion n’a pas abouti.",
      en: "The service {server} no longer answers; the login was not completed."),
    hint: Bilingual(
      fr: "Recommencez quand le service répond ; un code juste ne coûte aucun essai.",
      en: "Start again when the service answers; a right PIN costs no try."))

  /// A problem (RFC 9457) whose code this version does not know.
  public static let serviceProblem = Diagnostic(
    "service.problem", .error, exit: .unavailable, http: 502,
    Bilingual(
      fr: "Le service {server} refuse : {detail}.",
      en: "The service {server} refuses: {detail}."),
    hint: Bilingual(
      fr: "Mettez cpsauth à jour, ou adressez-vous à l’administrateur du service.",
      en: "Update cpsauth, or ask the service's administrator."))

  /// The service says that it is of another environment than the workstation was configured for.
  public static let serviceEnvironmentMismatch = Diagnostic(
    "service.environment", .error, exit: .configuration, http: 409,
    Bilingual(
      fr: "Le service {server} est de l’environnement {theirs}, ce poste de l’environnement {ours}.",
      en: "The service {server} is of the environment {theirs}, this workstation of {ours}."),
    hint: Bilingual(
      fr: "Indiquez l’environnement du service dans la configuration ; aucun code n’a été demandé.",
      en: "Set the service's environment in the configuration; no PIN was asked for."))

  /// The service publishes another origin than the address by which it was reached.
  public static let serviceOriginMismatch = Diagnostic(
    "service.origin", .alarm, exit: .proofRefused, http: 409,
    Bilingual(
      fr: "Le service joint à {server} se dit être {theirs}.",
      en: "The service reached at {server} says that it is {theirs}."),
    hint: Bilingual(
      fr: "Donnez l’adresse publique exacte du service ; aucun code n’a été demandé.",
      en: "Give the exact public address of the service; no PIN was asked for."))

  /// login without a known server is an error, not localhost.
  public static let serverUnknown = Diagnostic(
    "service.unknown", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Aucun service n’est indiqué.",
      en: "No service is named."),
    hint: Bilingual(
      fr: "Ajoutez --server URL, ou inscrivez « server » dans la configuration.",
      en: "Add --server URL, or set “server” in the configuration."))

  /// A request body or header that cannot be read.
  public static let requestMalformed = Diagnostic(
    "request.malformed", .notice, exit: .dataError, http: 400,
    Bilingual(
      fr: "La requête n’est pas bien formée : {detail}.",
      en: "The request is malformed: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez la requête.",
      en: "Check the request."))

  /// Larger than any valid request.
  public static let requestTooLarge = Diagnostic(
    "request.too-large", .warning, exit: .dataError, http: 413,
    Bilingual(
      fr: "La requête est trop grande.",
      en: "The request is too large."),
    hint: Bilingual(
      fr: "Réduisez la requête.",
      en: "Make the request smaller."))

  /// Attack case HN-25.
  public static let tooManyRequests = Diagnostic(
    "request.too-many", .warning, exit: .temporary, http: 429,
    Bilingual(
      fr: "Trop de requêtes ; attendez un instant.",
      en: "Too many requests; wait a moment."),
    hint: Bilingual(
      fr: "Réessayez dans quelques secondes.",
      en: "Try again in a few seconds."))

  /// No route has this method and path.
  public static let addressUnknown = Diagnostic(
    "request.address-unknown", .notice, exit: .dataError, http: 404,
    Bilingual(
      fr: "Cette adresse n’existe pas dans ce service.",
      en: "This address does not exist in this service."),
    hint: Bilingual(
      fr: "Vérifiez l’adresse et la méthode.",
      en: "Check the address and the method."))

  /// The `Origin` header names another origin than the service's own; attack case HN-24.
  public static let originForeign = Diagnostic(
    "request.foreign-origin", .alarm, exit: .proofRefused, http: 403,
    Bilingual(
      fr: "La requête vient d’une page d’un autre site.",
      en: "The request comes from a page of another site."),
    hint: Bilingual(
      fr: "Fermez cette page ; passez par le service lui-même.",
      en: "Close that page; use the service itself."))

  /// The socket could not be opened, or the server ended by itself.
  public static let listenFailed = Diagnostic(
    "service.listen-failed", .error, exit: .unavailable, http: 500,
    Bilingual(
      fr: "Le service ne peut pas répondre sur {address} : {detail}.",
      en: "The service cannot listen on {address}: {detail}."),
    hint: Bilingual(
      fr: "Vérifiez que l’adresse existe ici et que personne d’autre ne l’occupe.",
      en: "Check that the address exists here and that nobody else occupies it."))

  /// Attack case HN-20: what only a proxy may say, from somebody who did not show that they are it.
  public static let proxyUnproven = Diagnostic(
    "service.proxy-unproven", .alarm, exit: .denied, http: 403,
    Bilingual(
      fr: "Une requête parle au nom du serveur mandataire sans prouver qu’elle en vient ; rien n’en est cru.",
      en:
        "A request speaks in the name of the proxy without proof that it comes from it; nothing of it is believed."
    ),
    hint: Bilingual(
      fr:
        "Si elle vient bien du serveur mandataire, donnez-lui le secret du service ; sinon, cherchez qui l’envoie.",
      en: "If it does come from the proxy, give it the service’s secret; else find out who sends it."))

  /// Attack case HN-21.
  public static let proxyFieldInvalid = Diagnostic(
    "service.proxy-field", .alarm, exit: .dataError, http: 400,
    Bilingual(
      fr: "Le serveur mandataire transmet un champ {field} doublé, manquant ou illisible.",
      en: "The proxy sends a field {field} that is doubled, missing or unreadable."),
    hint: Bilingual(
      fr: "Le serveur mandataire doit remplacer ce champ par le sien, une seule fois.",
      en: "The proxy must replace this field by its own, once."))

  static let serviceFamily: [Diagnostic] = [
    .serviceUnreachable, .serviceRedirected, .serviceNotTrusted, .serviceInsecure, .serviceLocalName,
    .serviceAnswerInvalid, .serviceAnsweredByProxy, .serviceTimedOut, .serviceLost, .serviceProblem,
    .serviceEnvironmentMismatch,
    .serviceOriginMismatch,
    .serverUnknown,
    .requestMalformed, .requestTooLarge, .tooManyRequests,
    .addressUnknown, .originForeign, .listenFailed, .proxyUnproven, .proxyFieldInvalid,
  ]
}
