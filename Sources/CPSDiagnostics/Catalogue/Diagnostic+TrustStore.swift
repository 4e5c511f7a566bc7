extension Diagnostic {
  /// Another process writes into the trust store.
  public static let trustStoreBusy = Diagnostic(
    "trust.store-busy", .notice, exit: .temporary, http: 503,
    Bilingual(
      fr: "Une autre commande écrit dans {path}.",
      en: "Another command writes into {path}."),
    hint: Bilingual(
      fr: "Recommencez quand elle est finie ; rien n’a été importé.",
      en: "Try again when it has ended; nothing was imported."))

  /// Nothing that was offered for import belongs to the store.
  public static let nothingToImport = Diagnostic(
    "trust.nothing-to-import", .notice, exit: .dataError, http: 422,
    Bilingual(
      fr: "{path} ne contient ni autorité admise ni liste de révocation d’une autorité admise.",
      en: "{path} holds no admitted authority and no revocation list of one."),
    hint: Bilingual(
      fr: "Vérifiez le chemin et l’environnement ; rien n’a été importé.",
      en: "Check the path and the environment; nothing was imported."))

  /// A signed bundle of authorities and lists is not taken; `detail` says why.
  public static let bundleRefused = Diagnostic(
    "trust.bundle-refused", .alarm, exit: .untrusted, http: 422,
    Bilingual(
      fr: "Le lot signé est refusé : {detail}.",
      en: "The signed bundle is refused: {detail}."),
    hint: Bilingual(
      fr: "Rien n’a été changé ; demandez un nouveau lot au site qui l’a fait.",
      en: "Nothing was changed; ask the site that made it for a new one."))

  /// Nobody is pinned who may sign bundles.
  public static let bundleSignerMissing = Diagnostic(
    "trust.bundle-signer-missing", .notice, exit: .usage, http: 400,
    Bilingual(
      fr: "Aucun signataire de lots n’est épinglé ici.",
      en: "No signer of bundles is pinned here."),
    hint: Bilingual(
      fr:
        "Donnez l’empreinte SHA-256 de son certificat par --signer ou trust_bundle_signer, reçue par un autre "
        + "chemin que le lot.",
      en:
        "Give the SHA-256 of its certificate by --signer or trust_bundle_signer, received another way than the "
        + "bundle."))

  /// An authority ends within 90 days.
  public static let authorityExpiring = Diagnostic(
    "trust.authority-expiring", .warning, exit: .negative, http: 500,
    Bilingual(
      fr: "L’autorité {authority} arrive à échéance le {end}.",
      en: "The authority {authority} ends on {end}."),
    hint: Bilingual(
      fr: "Préparez l’autorité qui la remplace : une version qui l’épingle, ou votre liste d’empreintes.",
      en: "Prepare the authority that takes its place: a version that pins it, or your list of fingerprints.")
  )

  /// An authority's time is past.
  public static let authorityExpired = Diagnostic(
    "trust.authority-expired", .alarm, exit: .expired, http: 500,
    Bilingual(
      fr: "L’autorité {authority} est échue depuis le {end}.",
      en: "The authority {authority} ended on {end}."),
    hint: Bilingual(
      fr: "Aucune carte qu’elle a émise ne permet plus de se connecter.",
      en: "No card that it issued can log in any more."))

  /// An authority without which no card is verified has no revocation list here.
  public static let revocationListMissing = Diagnostic(
    "trust.list-missing", .alarm, exit: .revocationUnknown, http: 503,
    Bilingual(
      fr: "Il n’y a pas de liste de révocation de {issuer}.",
      en: "There is no revocation list of {issuer}."),
    hint: Bilingual(
      fr: "Prenez-la par « cpsauth trust fetch » ou « cpsauth trust import ».",
      en: "Get it by “cpsauth trust fetch” or “cpsauth trust import”."))

  /// A step of the judgement was not reached, for what was found before; `step` is its name.
  public static let notJudged = Diagnostic(
    "trust.not-judged", .notice, exit: .negative, http: 422,
    Bilingual(
      fr: "L’étape {step} n’a pas pu être examinée.",
      en: "The step {step} could not be judged."),
    hint: Bilingual(
      fr: "Réglez d’abord ce qui précède.",
      en: "Settle first what comes before."))

  /// No register says whether the person may still practise; igc-sante.md section 4, rule 27.
  public static let registerNotConfigured = Diagnostic(
    "trust.register-not-configured", .notice, exit: .negative, http: 503,
    Bilingual(
      fr: "Aucun répertoire professionnel n’est configuré : le droit d’exercer n’a pas été vérifié.",
      en: "No professional register is configured: the right to practise was not checked."),
    hint: Bilingual(
      fr: "Une carte valable peut survivre quelques jours au droit d’exercer.",
      en: "A valid card may outlive the right to practise by days."))

  /// One of the certificates that were asked about would be refused.
  public static let certificateWouldNotPass = Diagnostic(
    "trust.would-not-pass", .notice, exit: .negative, http: 422,
    Bilingual(
      fr: "Certificats qui ne passeraient pas : {count} sur {all}.",
      en: "Certificates that would not pass: {count} of {all}."),
    hint: Bilingual(
      fr: "Chaque refus est donné avec sa règle.",
      en: "Each refusal is given with its rule."))

  static let trustStoreFamily: [Diagnostic] = [
    .trustStoreBusy, .nothingToImport, .bundleRefused, .bundleSignerMissing, .authorityExpiring,
    .authorityExpired, .revocationListMissing, .notJudged, .registerNotConfigured, .certificateWouldNotPass,
  ]
}
