import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// `cpsauth-server sessions list SELECTION --config FILE`.
struct SessionsListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(
        fr: "Donne les sessions vivantes d’une sélection, la dernière utilisée d’abord, 200 au plus.",
        en: "Gives the sessions of a selection that live, the one used last first, 200 at most."))
  }

  @OptionGroup var selection: SelectionOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (selector, reason) = (try selection.selector(), try selection.why.accessReason())
    let listing = try await HostState.use(try options.settings()) { desk, _ throws(CPSError) in
      try await desk.sessions(selector, because: reason)
    }
    try console.show(listing, or: SessionTexts.lines(of: listing, in: console.language))
  }
}
