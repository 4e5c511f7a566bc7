import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server watch remove HOLDER --config FILE`.
struct WatchRemoveCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: HostSpeech.text(fr: "Met fin à une observation.", en: "Ends an observation."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "account:NOM ou person:IDENTIFIANT.", en: "account:NAME or person:IDENTIFIER."),
      valueName: "holder"))
  var holder: String

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let name = try HolderName(holder)
    let observation = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(ObservationRemoval.self, on: name) { () async throws(CPSError) in
        try await office.observations.remove(name, by: office.desk.actor)
      }
    }
    try console.show(observation, or: [ObservationTexts.removed(observation, in: console.language)])
  }
}
