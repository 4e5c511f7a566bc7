internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSWorkstation

/// `cpsauth step-up FUNCTION`.
struct StepUpCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "step-up",
      abstract: Speech.text(
        fr: "Confirme une fonction dans la session ouverte : le code porteur est saisi de nouveau.",
        en: "Confirms a function in the session that is open: the PIN is typed again."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La fonction, telle que infopatient.lookup.", en: "The function, such as infopatient.lookup.")))
  var function: String

  @OptionGroup var about: SubjectOptions

  @OptionGroup var service: SessionServiceOptions

  @OptionGroup var place: CardPlaceOptions

  @OptionGroup var entry: PINEntryOptions

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Saisit le code au clavier de l’ordinateur, même si le lecteur a le sien.",
        en: "Types the PIN on the computer's keyboard, even if the reader has its own.")))
  var keyboard = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let settings = try WorkstationSettings()
    let name = try FunctionName(function)
    let audience = try service.audience()
    let prompt = try entry.loginPrompt(console)
    let stepUp = try await Workplace.agent(for: console).stepUp(name, about: try about.text(), of: audience)
    let flow = LoginFlow(
      readers: PCSCReaderAccess(), service: stepUp, prompt: prompt, cache: Workplace.cache,
      clock: SystemWallClock()
    ) { notice in LoginTexts.tell(notice, on: console) }
    let report = try await flow.run(
      stepUp.options(
        reader: place.reader(settings), card: place.card?.serial, wait: place.wait(settings),
        usesKeyboard: keyboard))
    try console.show(report, or: [])
    console.tell(
      Bilingual(fr: "{function} : confirmé.", en: "{function}: confirmed."), ["function": name.rawValue])
  }
}
