internal import CPSCard
internal import CPSDiagnostics
internal import CPSWorkstation

/// What a login tells people on its way.
enum LoginTexts {
  static func tell(_ notice: LoginNotice, on console: Console) {
    switch notice {
    case .waiting(let error):
      console.tell(
        Bilingual(fr: "{what} En attente…", en: "{what} Waiting…"),
        ["what": error.message(in: console.language)])
    case .card: break
    case .signing:
      console.tell(
        Bilingual(
          fr: "La carte signe ; laissez-la en place.", en: "The card is signing; leave it in place."))
    case .refused(let error):
      console.tell(
        Bilingual(fr: "{what} {hint}", en: "{what} {hint}"),
        ["what": error.message(in: console.language), "hint": error.hint(in: console.language)])
    }
  }
}
