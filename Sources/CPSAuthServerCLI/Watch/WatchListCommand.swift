import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server watch list --config FILE`.
struct WatchListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(fr: "Dit qui est en observation.", en: "Says who is under observation."))
  }

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let everybody = try ObservationInspection.Everybody()
    let answer = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(ObservationInspection.self, on: everybody) { () async throws(CPSError) in
        ObservationInspection.Answer(observed: try await office.observations.all())
      }
    }
    try console.show(answer, or: ObservationTexts.lines(of: answer, in: console.language))
  }
}
