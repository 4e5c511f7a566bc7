internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSProof
internal import CPSWorkstation

/// `cpsauth call FUNCTION`.
struct CallCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "call",
      abstract: Speech.text(
        fr: "Fait exécuter une fonction protégée au nom de la personne connectée.",
        en: "Has a gated function run as the person who is logged in."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La fonction, telle que infopatient.lookup.", en: "The function, such as infopatient.lookup.")))
  var function: String

  @OptionGroup var about: SubjectOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Le motif, où la règle en exige un ; le journal d’audit le conserve.",
        en: "The reason, where the rule asks for one; the audit log keeps it."),
      valueName: Speech.text(fr: "motif", en: "text")))
  var reason: String?

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Déclare une urgence ; l’accès est relu après coup.",
        en: "Declares an emergency; the access is reviewed afterwards.")))
  var breakGlass = false

  @OptionGroup var service: SessionServiceOptions

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let name = try FunctionName(function)
    let audience = try service.audience()
    let answer = try await Workplace.agent(for: console).call(
      name, about: try about.text(), declaring: CallDeclaration(reason: reason, isBreakGlass: breakGlass),
      of: audience)
    let lines = AnswerText.lines(of: answer.answer)
    try console.show(answer, or: lines)
    if lines.isEmpty { console.tell(Bilingual(fr: "Réponse vide.", en: "Empty answer.")) }
  }
}
