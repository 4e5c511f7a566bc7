internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// Where the card is, and how long to wait for it.
struct CardPlaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Nom exact du lecteur ; sinon le seul qui contient une carte.",
        en: "Exact name of the reader; else the only one that holds a card."), valueName: "name"))
  var reader: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Numéro de la carte, imprimé dessus ; dans quelque lecteur que ce soit.",
        en: "Number of the card, printed on it; in whichever reader it is."), valueName: "serial"))
  var card: SerialOfCard?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Temps laissé pour insérer la carte : 90s, 5m, 4h.",
        en: "Time to insert the card: 90s, 5m, 4h."), valueName: "duration"))
  var wait: WaitTime?

  /// The name that was given, or else the configured one, which a card given by its number outweighs.
  func reader(_ settings: WorkstationSettings) -> String? {
    reader ?? (card == nil ? settings.reader : nil)
  }
  func wait(_ settings: WorkstationSettings) -> Duration? { wait?.duration ?? settings.wait }

  /// The reader whose card is meant.
  func find(on console: Console) async throws(CPSError) -> String {
    let settings = try WorkstationSettings()
    let finder = CardFinder(among: PCSCReaderAccess(), named: reader(settings), holding: card?.serial)
    return try await finder.find(waiting: wait(settings)) { error in
      LoginTexts.tell(.waiting(for: error), on: console)
    }
  }
}
