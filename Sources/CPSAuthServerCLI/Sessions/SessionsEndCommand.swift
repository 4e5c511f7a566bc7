import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// `cpsauth-server sessions end SELECTION --config FILE`.
struct SessionsEndCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "end",
      abstract: HostSpeech.text(
        fr: "Met fin aux sessions d’une sélection ; leur requête suivante est refusée, sur toute machine.",
        en: "Ends the sessions of a selection; their next request is refused, on every host."))
  }

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (selector, reason) = (try selection.selector(), try selection.why.accessReason())
    let answer = try await HostState.use(try options.settings()) { desk, _ throws(CPSError) in
      try await desk.end(selector, because: reason)
    }
    try console.show(answer, or: [SessionTexts.ended(answer.ended, in: console.language)])
  }
}
