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

  static let trustStoreFamily: [Diagnostic] = [
    .trustStoreBusy, .nothingToImport, .bundleRefused, .bundleSignerMissing,
  ]
}
