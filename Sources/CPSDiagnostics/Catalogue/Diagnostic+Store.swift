extension Diagnostic {
  /// Reading or writing failed; attack cases ST-03, ST-07.
  public static let storeUnavailable = Diagnostic(
    "store.unavailable", .error, exit: .inputOutput, http: 503,
    Bilingual(
      fr: "Le stockage ne répond pas ; rien n’a été autorisé.",
      en: "The store does not answer; nothing was authorised."),
    hint: Bilingual(
      fr: "Vérifiez le disque et les droits du fichier, ou le serveur de base de données.",
      en: "Check the disk and the file's permissions, or the database server."))

  /// Environment stamp or schema version differ; attack case ST-07.
  public static let storeForeign = Diagnostic(
    "store.foreign", .alarm, exit: .configuration, http: 500,
    Bilingual(
      fr: "Cette base appartient à un autre environnement ou à un autre logiciel : {detail}.",
      en: "This database belongs to another environment or to other software: {detail}."),
    hint: Bilingual(
      fr: "Indiquez la bonne base ; rien n’a été modifié.",
      en: "Name the right database; nothing was changed."))

  /// The file is not a database any more, or not a whole one; attack case ST-07.
  public static let storeCorrupt = Diagnostic(
    "store.corrupt", .alarm, exit: .dataError, http: 503,
    Bilingual(
      fr: "La base de données est endommagée : {detail}.",
      en: "The database is damaged: {detail}."),
    hint: Bilingual(
      fr: "Arrêtez le service, gardez le fichier et restaurez une sauvegarde ; rien n’a été autorisé.",
      en: "Stop the service, keep the file and restore a backup; nothing was authorised."))

  /// If the decision cannot be made durable: deny.
  public static let auditUnavailable = Diagnostic(
    "audit.unavailable", .alarm, exit: .inputOutput, http: 503,
    Bilingual(
      fr: "Le journal d’audit ne peut pas être écrit ; l’opération est refusée.",
      en: "The audit log cannot be written; the operation is refused."),
    hint: Bilingual(
      fr: "Libérez de l’espace ou rétablissez le stockage.",
      en: "Free some space or restore the storage."))

  /// The hash chain does not verify; attack case ST-04.
  public static let auditBroken = Diagnostic(
    "audit.broken", .alarm, exit: .dataError, http: 500,
    Bilingual(
      fr: "Le journal d’audit a été altéré à l’entrée {entry} : {detail}.",
      en: "The audit log was altered at entry {entry}: {detail}."),
    hint: Bilingual(
      fr: "Conservez la base en l’état et prévenez le responsable de la sécurité.",
      en: "Keep the database as it is and tell the security officer."))

  static let storeFamily: [Diagnostic] = [
    .storeUnavailable, .storeForeign, .storeCorrupt, .auditUnavailable, .auditBroken,
  ]
}
