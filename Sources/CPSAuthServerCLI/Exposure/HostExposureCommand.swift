import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// `cpsauth-server exposure SCOPE --config FILE`.
struct HostExposureCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "exposure",
      abstract: HostSpeech.text(
        fr: "Compte, à côté d’un service qui tourne, les personnes que des actes ont exposées.",
        en: "Counts, beside a service that runs, the people whom acts exposed."),
      discussion: HostSpeech.text(
        fr: """
          Personne n’est nommé ; la liste s’ouvre par « cpsauth exposure list », avec la clé d’un délégué à la \
          protection des données. Le journal d’audit dit, avant et après, que l’exploitant de la machine a compté.
          """,
        en: """
          Nobody is named; the list opens by `cpsauth exposure list`, with the key of a data-protection officer. The \
          audit log says, before and after, that the operator of the host counted.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "DÉBUT/FIN en RFC 3339, puis des acteurs et des fonctions : …;account:NOM;function:NOM.",
        en: "FROM/UNTIL as RFC 3339, then actors and functions: …;account:NAME;function:NAME."),
      valueName: "scope"))
  var scope: String

  @OptionGroup var why: ReasonOption

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let scope = try ExposureScope(scope)
    let reason = try why.accessReason()
    let summary = try await HostState.use(try options.settings()) { desk, store throws(CPSError) in
      try await desk.act(ExposureCount.self, on: scope, because: reason) { () async throws(CPSError) in
        try await ExposureReader(of: store).summary(of: scope)
      }
    }
    try console.show(summary, or: ExposureTexts.lines(of: summary, in: console.language))
  }
}
