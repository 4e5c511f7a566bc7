internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth status`: ends with 0 when somebody is logged in, else with 1.
struct StatusCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: Speech.text(
        fr: "Dit qui est connecté ; fin 0 si quelqu’un l’est, sinon 1.",
        en: "Says who is logged in; ends with 0 if somebody is, else 1."))
  }

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    do throws(CPSError) {
      let report = try await Workplace.agent(for: console).status()
      try console.show(report, or: SessionTexts.lines(of: report, in: console.language))
    } catch  where Diagnostic.sessionEnds.contains(error.diagnostic) {
      throw CPSError(.notLoggedIn, reason: error.description)
    }
  }
}
