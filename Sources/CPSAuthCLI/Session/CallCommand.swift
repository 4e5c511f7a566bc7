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
        fr: "Refuse si la session est celle d’un autre service.",
        en: "Refuses when the session is with another service."), valueName: "url"))
  var server: String?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let name = try FunctionName(function)
    let audience: Audience? = if let server { try Audience(server) } else { nil }
    let answer = try await Workplace.agent(for: console).call(name, about: try about.text(), of: audience)
    let lines = AnswerText.lines(of: answer.answer)
    try console.show(answer, or: lines)
    if lines.isEmpty { console.tell(Bilingual(fr: "Réponse vide.", en: "Empty answer.")) }
  }
}
