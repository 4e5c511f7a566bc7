internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSWorkstation

/// `cpsauth login`.
struct LoginCommand: ConsoleCommand {
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

  @OptionGroup var entry: PINEntryOptions

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Saisit le code au clavier de l’ordinateur, même si le lecteur a le sien.",
        en: "Types the PIN on the computer's keyboard, even if the reader has its own.")))
  var keyboard = false

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Surveille la carte ; la session se termine si elle part ou si l’écran se verrouille.",
        en: "Watches the card afterwards; the session ends when it leaves or the screen is locked.")))
  var stay = false

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr:
          "Avec --stay : tient la carte pour ce seul usage, jusqu’à Ctrl-C ; les autres logiciels attendent.",
        en: "With --stay: holds the card for this alone, until Ctrl-C; other programs have to wait.")))
  var exclusive = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let settings = try WorkstationSettings()
    let target = try Workplace.target(server, settings)
    guard stay || !exclusive else { throw CPSError(.usage, ["detail": "--exclusive: --stay"]) }
    let prompt = try entry.loginPrompt(console)
    let agent = Workplace.agent(for: console)
    let service = try await agent.login()
    let flow = LoginFlow(
      readers: PCSCReaderAccess(), service: service, prompt: prompt, cache: Workplace.cache,
      clock: SystemWallClock()
    ) { notice in LoginTexts.tell(notice, on: console) }
    let options = LoginOptions(
      target: target, reader: place.reader(settings), card: place.card?.serial, wait: place.wait(settings),
      usesKeyboard: keyboard, stays: stay)
    guard exclusive else {
      let report = try await flow.run(options)
      return try console.show(report, or: SessionTexts.lines(of: report, in: console.language))
    }
    let held = try await flow.hold(options, of: service)
    try console.show(held.report, or: SessionTexts.lines(of: held.report, in: console.language))
    try await keep(held, agent, console)
  }

  /// Holds the card until the session ends, the card leaves, or this process is asked to end.
  private func keep(
    _ held: HeldLogin, _ agent: AgentClient, _ console: Console
  ) async throws(CPSError) {
    console.tell(
      Bilingual(
        fr: "La carte est tenue pour cette session ; Ctrl-C y met fin.",
        en: "The card is held for this session; Ctrl-C ends it."))
    let (ends, asked) = AsyncStream.makeStream(of: Void.self)
    let sources = ProcessSignals.onEnd { asked.yield() }
    let keeping = Task { () async -> CPSError? in
      do throws(CPSError) { try await held.keep() } catch { return error }
      return nil
    }
    let ending = Task { for await _ in ends { keeping.cancel() } }
    let end = await keeping.value
    ending.cancel()
    withExtendedLifetime(sources) {}
    // Whatever the reason: who holds no card holds no session.
    _ = try? await agent.logout()
    if let end, ![.cancelled, .notLoggedIn].contains(end.diagnostic) { throw end }
  }
}
