import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server bans list [ADDRESS] --config FILE`.
struct BansListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(
        fr: "Donne les bannissements, ou ceux qui visent une adresse.",
        en: "Gives the bans, or those about one address."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(fr: "Une adresse ; sans elle, tous.", en: "An address; without it, all."),
      valueName: "address"))
  var address = "all"

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let selection = try BanSelection(address)
    let listing = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(BanInspection.self, on: selection) { () async throws(CPSError) in
        try await BanListing(of: office.bans, selection)
      }
    }
    try console.show(listing, or: BanTexts.lines(of: listing, in: console.language))
  }
}
