import CPSDiagnostics

/// What is as it should be, and worth knowing.
extension ServiceExaminer {
  static let configurationRead = Bilingual(
    fr: "Configuration : lue ({audience}, environnement {environment}).",
    en: "Configuration: read ({audience}, environment {environment}).")
  static let trustComplete = Bilingual(
    fr: "Autorités et listes de révocation : au complet et à jour.",
    en: "Authorities and revocation lists: complete and up to date.")
  static let registerRead = Bilingual(
    fr: "Répertoire professionnel : lu, extrait du {made}.",
    en: "Professional register: read, extract of {made}.")
  static let policyRead = Bilingual(
    fr: "Politique : lue, version {version}.", en: "Policy: read, version {version}.")
  static let certificateRead = Bilingual(
    fr: "TLS : certificat et clé lus ({path}).", en: "TLS: certificate and key read ({path}).")
  static let secretRead = Bilingual(
    fr: "Secret : {path}, lisible du seul service.", en: "Secret: {path}, readable by the service alone.")
  static let secretToBeMade = Bilingual(
    fr: "Secret : {path} sera créé au premier démarrage.",
    en: "Secret: {path} will be made at the first start.")
  static let noticesByMail = Bilingual(
    fr: "Avis de connexion : par le programme de courrier {path}.",
    en: "Notices of log-in: by the mail program {path}.")
  static let noticesByWebhook = Bilingual(
    fr: "Avis de connexion : par le service {address}.", en: "Notices of log-in: by the service {address}.")
  static let auditComplete = Bilingual(
    fr: "Journal d’audit : scellé, et un témoin hors de cette machine est nommé.",
    en: "Audit log: sealed, and a witness off this machine is named.")
  static let witnessElsewhere = Bilingual(
    fr: "Témoin {place} : joignable, hors de cette machine.",
    en: "Witness {place}: reachable, off this machine.")
  static let witnessHere = Bilingual(
    fr: "Témoin {place} : joignable, mais sur cette machine.",
    en: "Witness {place}: reachable, but on this machine.")
  static let databaseReady = Bilingual(
    fr: "Base de données : joignable, de cet environnement.",
    en: "Database: reachable, of this environment.")
  static let databaseToBeMade = Bilingual(
    fr: "Base de données : sera créée au premier démarrage.",
    en: "Database: will be made at the first start.")
}
