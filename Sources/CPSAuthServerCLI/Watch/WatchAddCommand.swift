import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives

/// `cpsauth-server watch add HOLDER --for 720h --reason TEXT --config FILE`.
struct WatchAddCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "add",
      abstract: HostSpeech.text(
        fr: "Met un compte ou une personne en observation.",
        en: "Puts an account or a person under observation."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "account:NOM ou person:IDENTIFIANT.", en: "account:NAME or person:IDENTIFIER."),
      valueName: "holder"))
  var holder: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp(
      HostSpeech.text(fr: "Durée, 90 jours au plus : 720h.", en: "For how long, 90 days at most: 720h."),
      valueName: "time"))
  var duration: String

  @OptionGroup var why: RequiredReasonOption

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (name, reason) = (try HolderName(holder), try why.accessReason())
    guard let life = DurationText.parse(duration), life > .zero else {
      throw CPSError(.watchOrderInvalid, reason: "a time such as 720h")
    }
    let observation = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      let order = ObservationOrder(name, until: office.clock.now() + life, because: reason)
      return try await office.desk.act(ObservationAddition.self, on: order, because: reason) {
        () async throws(CPSError) in
        try await office.observations.add(order, by: office.desk.actor)
      }
    }
    try console.show(observation, or: [ObservationTexts.added(observation, in: console.language)])
  }
}
