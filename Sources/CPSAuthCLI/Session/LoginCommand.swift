internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSWorkstation

/// `cpsauth login`.
struct LoginCommand: ConsoleCommand {
  /// How long a person has for one answer.
  private static let entryLimit = Duration.seconds(300)

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "login",
      abstract: Speech.text(
        fr: "Se connecte à un service avec la carte et son code porteur.",
        en: "Logs in to a service with the card and its PIN."))
  }

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Adresse du service ; sinon CPSAUTH_SERVER ou la configuration.",
        en: "Address of the service; else CPSAUTH_SERVER or the configuration."), valueName: "url"))
  var server: String?

  @OptionGroup var place: CardPlaceOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Lit le code porteur, une ligne, sur ce descripteur ; rien n’est demandé.",
        en: "Reads the PIN, one line, from this descriptor; nothing is asked."), valueName: "n"))
  var pinFd: Int32?

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Saisit le code au clavier de l’ordinateur, même si le lecteur a le sien.",
        en: "Types the PIN on the computer's keyboard, even if the reader has its own.")))
  var keyboard = false

  @OptionGroup var consent: LastTryOptions

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Surveille la carte ; la session se termine si elle part ou si l’écran se verrouille.",
        en: "Watches the card afterwards; the session ends when it leaves or the screen is locked.")))
  var stay = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let settings = try WorkstationSettings()
    let target = try Workplace.target(server, settings)
    let prompt = try prompt(console)
    let flow = LoginFlow(
      readers: PCSCReaderAccess(), service: try await Workplace.agent(for: console).login(),
      prompt: prompt, cache: Workplace.cache, clock: SystemWallClock()
    ) { notice in LoginTexts.tell(notice, on: console) }
    let report = try await flow.run(
      LoginOptions(
        target: target, reader: place.reader(settings), card: place.card?.serial, wait: place.wait(settings),
        usesKeyboard: keyboard, stays: stay))
    try console.show(report, or: SessionTexts.lines(of: report, in: console.language))
  }

  private func prompt(_ console: Console) throws(CPSError) -> any PINPrompt {
    guard let pinFd else {
      return try TerminalPINPrompt(language: console.language, limit: Self.entryLimit)
    }
    return try DescriptorPINPrompt(number: pinFd, limit: Self.entryLimit, spendsLastTry: consent.lastTry)
  }
}
