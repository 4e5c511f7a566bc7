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

  /// The database is of a kind that this program was built without.
  public static let storeNotBuilt = Diagnostic(
    "store.not-built", .error, exit: .configuration, http: 500,
    Bilingual(
      fr: "Ce programme a été construit sans {kind} : il ne peut pas lire cette base.",
      en: "This program was built without {kind}: it cannot read this database."),
    hint: Bilingual(
      fr:
        "Prenez une construction qui l’a (« swift build --traits defaults,{kind} ») ou un export du journal.",
      en: "Take a build that has it (“swift build --traits defaults,{kind}”), or an export of the log."))

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

  /// A log that is whole, of another world than the one that was named.
  public static let auditForeign = Diagnostic(
    "audit.foreign", .notice, exit: .configuration, http: 500,
    Bilingual(
      fr: "Ce journal d’audit est de l’environnement {found}, et c’est {expected} qui est attendu.",
      en: "This audit log is of the environment {found}, and {expected} is expected."),
    hint: Bilingual(
      fr: "Ajoutez --environment {found} si c’est bien ce journal que vous voulez lire.",
      en: "Add --environment {found} if this is the log that you mean to read."))

  /// One epoch under two keys would count one person as two.
  public static let auditKeyExchanged = Diagnostic(
    "audit.key-exchanged", .alarm, exit: .configuration, http: 500,
    Bilingual(
      fr:
        "La clé des pseudonymes n’est pas celle sous laquelle l’époque {epoch} a commencé (entrée {entry}).",
      en: "The key of the pseudonyms is not the one under which epoch {epoch} began (entry {entry})."),
    hint: Bilingual(
      fr: "Remettez la clé de cette époque, ou donnez un nouveau nom à audit-epoch ; rien n’a été démarré.",
      en: "Put the key of that epoch back, or give audit-epoch a new name; nothing was started."))

  /// What is sealed in the log cannot be opened with the key that was given.
  public static let auditSealBroken = Diagnostic(
    "audit.seal-broken", .error, exit: .dataError, http: 500,
    Bilingual(
      fr: "Ce que scelle l’entrée {entry} ne s’ouvre pas : {detail}.",
      en: "What entry {entry} seals does not open: {detail}."),
    hint: Bilingual(
      fr: "Prenez la clé et le certificat d’un destinataire nommé lorsque l’entrée fut écrite.",
      en: "Take key and certificate of a recipient who was named when the entry was written."))

  /// Nobody known vouches for a key that signs checkpoints; attack case ST-06.
  public static let auditKeyUnknown = Diagnostic(
    "audit.key-unknown", .alarm, exit: .dataError, http: 500,
    Bilingual(
      fr: "L’entrée {entry} introduit la clé de contrôle {key}, dont aucune clé précédente ne répond.",
      en: "Entry {entry} brings in the checkpoint key {key}, for which no earlier key vouches."),
    hint: Bilingual(
      fr: "Si l’ancienne clé a été perdue, vérifiez l’empreinte auprès de l’exploitant puis ajoutez --key.",
      en: "If the old key was lost, compare the fingerprint with the operator, then add --key."))

  /// The checkpoint was not kept elsewhere; it will be tried again.
  public static let witnessUnavailable = Diagnostic(
    "audit.witness-unavailable", .alarm, exit: .unavailable, http: 503,
    Bilingual(
      fr: "Le témoin {witness} n’a pas conservé le point de contrôle du journal.",
      en: "The witness {witness} did not keep the checkpoint of the log."),
    hint: Bilingual(
      fr: "Rétablissez le témoin ; les points de contrôle en attente lui seront remis.",
      en: "Restore the witness; the checkpoints that wait will be handed to it."))

  /// A log that its own administrator could write anew, unnoticed.
  public static let witnessNotElsewhere = Diagnostic(
    "audit.witness-not-elsewhere", .warning, exit: .configuration, http: 500,
    Bilingual(
      fr: "Aucun témoin hors de cette machine ne conserve les points de contrôle du journal d’audit.",
      en: "No witness off this machine keeps the checkpoints of the audit log."),
    hint: Bilingual(
      fr: "Indiquez dans audit.witnesses une adresse https, ou un fichier sur le volume d’une autre machine.",
      en: "Name an https address in audit.witnesses, or a file on the volume of another machine."))

  /// Whom the acts were about could not be told after a breach.
  public static let auditNotSealed = Diagnostic(
    "audit.not-sealed", .warning, exit: .configuration, http: 500,
    Bilingual(
      fr: "Les personnes concernées ne sont scellées pour personne dans le journal d’audit.",
      en: "The persons concerned are sealed to nobody in the audit log."),
    hint: Bilingual(
      fr: "Nommez dans audit.recipients le délégué à la protection des données et un suppléant.",
      en: "Name in audit.recipients the certificates of the data-protection officer and of the deputy."))

  /// Alarms that the log itself does not bear out, or that it should hold and does not.
  public static let alarmsDisagree = Diagnostic(
    "audit.alarms-disagree", .alarm, exit: .dataError, http: 500,
    Bilingual(
      fr: "Des alarmes du journal ne se retrouvent pas par le calcul : {count}.",
      en: "Alarms of the log are not borne out by computing them again: {count}."),
    hint: Bilingual(
      fr: "Vérifiez d’abord la chaîne (« cpsauth audit verify »), puis les entrées nommées.",
      en: "Verify the chain first (“cpsauth audit verify”), then the entries that are named."))

  static let storeFamily: [Diagnostic] = [
    .storeUnavailable, .storeForeign, .storeCorrupt, .storeNotBuilt, .auditUnavailable, .auditBroken,
    .auditForeign, .auditKeyExchanged, .auditSealBroken, .auditKeyUnknown, .witnessUnavailable,
    .witnessNotElsewhere, .auditNotSealed, .alarmsDisagree,
  ]
}
