internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSProof
internal import CPSWorkstation

/// `cpsauth call FUNCTION`.
struct CallCommand: ConsoleCommand {
  /// The longest subject, in bytes.
  private static let longestSubject = 1_024

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

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La personne concernée ; « - » la lit sur l’entrée standard, hors de la vue d’autrui.",
        en: "The person it is about; “-” reads it from standard input, out of others' sight."),
      valueName: "-|subject"))
  var subject: String?

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
    let answer = try await Workplace.agent(for: console).call(name, about: try who(), of: audience)
    let lines = AnswerText.lines(of: answer.answer)
    try console.show(answer, or: lines)
    if lines.isEmpty { console.tell(Bilingual(fr: "Réponse vide.", en: "Empty answer.")) }
  }

  private func who() throws(CPSError) -> String? {
    guard subject == "-" else { return subject }
    guard let line = InputLine.read(atMost: Self.longestSubject) else {
      throw CPSError(.subjectMalformed, reason: "no line on standard input")
    }
    return line
  }
}
