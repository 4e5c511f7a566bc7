internal import CPSDiagnostics

/// Something that is as it should be, and worth knowing.
struct Fact: Sendable {
  let code: String
  let text: Bilingual
}

extension Fact {
  static let locale = Fact(
    code: "locale.utf-8",
    text: Bilingual(
      fr: "Langue : {value}, en UTF-8.", en: "Locale: {value}, in UTF-8."))
  static let clock = Fact(
    code: "clock.synchronised",
    text: Bilingual(
      fr: "Horloge : {now}, synchronisée.", en: "Clock: {now}, synchronised."))
  static let clockUnjudged = Fact(
    code: "clock.unjudged",
    text: Bilingual(
      fr: "Horloge : {now} ; le système ne dit pas si elle est synchronisée.",
      en: "Clock: {now}; the system does not say whether it is synchronised."))
  static let agentRuns = Fact(
    code: "agent.runs",
    text: Bilingual(
      fr: "Agent de session : actif ({path}).", en: "Session agent: runs ({path})."))
  static let agentPlaceReady = Fact(
    code: "agent.place-ready",
    text: Bilingual(
      fr: "Agent de session : démarrera à la connexion, dans {path}.",
      en: "Session agent: will start at login, in {path}."))
  static let memoryLocked = Fact(
    code: "memory.locked",
    text: Bilingual(
      fr: "Mémoire des secrets : verrouillée.", en: "Memory of secrets: locked."))
  static let coreFilesOff = Fact(
    code: "memory.no-core-files",
    text: Bilingual(
      fr: "Fichiers core : interdits dans cette session.", en: "Core files: forbidden in this session."))
  static let service = Fact(
    code: "service.answers",
    text: Bilingual(
      fr: "Service de cartes : pcscd répond sur {socket}.", en: "Card service: pcscd answers at {socket}."))
  static let reader = Fact(
    code: "reader.present",
    text: Bilingual(fr: "Lecteur : {reader}.", en: "Reader: {reader}."))
  static let card = Fact(
    code: "card.recognised",
    text: Bilingual(
      fr: "Carte : {generation}, numéro {serial}.", en: "Card: {generation}, number {serial}."))
  static let speed = Fact(
    code: "card.speed",
    text: Bilingual(
      fr: """
        Vitesse : {protocol}, Fi/Di {conversion}/{adjustment}, {speed} bit/s à 4 MHz ; connexion avec une carte \
        réelle déjà vue : environ {seconds} s, hors calcul de la carte.
        """,
      en: """
        Speed: {protocol}, Fi/Di {conversion}/{adjustment}, {speed} bit/s at 4 MHz; a login with a real card seen \
        before: about {seconds} s, without the card's computing.
        """))
  static let speedUnknown = Fact(
    code: "card.speed-unknown",
    text: Bilingual(
      fr: "Vitesse : {protocol} ; la réponse à la remise à zéro ne la dit pas.",
      en: "Speed: {protocol}; the answer to reset does not tell it."))
  static let pin = Fact(
    code: "pin.status",
    text: Bilingual(
      fr: "Code porteur : essais restants {left} sur {maximum}.",
      en: "PIN: tries left {left} of {maximum}."))

  static let all: [Fact] = [
    .locale, .clock, .clockUnjudged, .agentRuns, .agentPlaceReady, .memoryLocked, .coreFilesOff, .service,
    .reader, .card, .speed, .speedUnknown, .pin,
  ]
}
