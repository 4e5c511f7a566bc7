import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server bans lift NETWORK --config FILE`.
struct BansLiftCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "lift",
      abstract: HostSpeech.text(fr: "Lève un bannissement.", en: "Lifts a ban."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Le réseau tel que la liste l’écrit.", en: "The network as the list writes it."),
      valueName: "network"))
  var network: String

  @OptionGroup var why: ReasonOption

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let block = try AddressBlock(network)
    let reason = try why.accessReason()
    let ban = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(BanRemoval.self, on: block, because: reason) { () async throws(CPSError) in
        BanLine(try await office.bans.lift(block, by: office.desk.actor))
      }
    }
    try console.show(ban, or: [BanTexts.lifted(ban, in: console.language)])
  }
}
