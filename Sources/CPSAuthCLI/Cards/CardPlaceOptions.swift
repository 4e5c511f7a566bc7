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
        fr: "Temps laissé pour insérer la carte : 90s, 5m, 4h.",
        en: "Time to insert the card: 90s, 5m, 4h."), valueName: "duration"))
  var wait: WaitTime?

  func reader(_ settings: WorkstationSettings) -> String? { reader ?? settings.reader }
  func wait(_ settings: WorkstationSettings) -> Duration? { wait?.duration ?? settings.wait }

  /// The reader whose card is meant.
  func find(on console: Console) async throws(CPSError) -> String {
    let settings = try WorkstationSettings()
    let finder = CardFinder(among: PCSCReaderAccess(), named: reader(settings))
    return try await finder.find(waiting: wait(settings)) { error in
      LoginTexts.tell(.waiting(for: error), on: console)
    }
  }
}
