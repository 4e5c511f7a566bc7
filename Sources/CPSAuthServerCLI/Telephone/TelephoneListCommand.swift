import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server telephone list --config FILE`.
struct TelephoneListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(
        fr: "Donne les comptes enregistrés, l’époque de leur clé et leurs délégués, 200 au plus.",
        en: "Gives the accounts that are registered, the epoch of their key and their delegates, 200 at most."
      ))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "account:NOM, everyone, ou after:NOM pour la suite.",
        en: "account:NAME, everyone, or after:NAME for the rest."), valueName: "selection"))
  var selection = "everyone"
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (selector, reason) = (try TelephoneSelector(selection), try reason.accessReason())
    let listing = try await TelephoneOffice.use(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(TelephoneInspection.self, on: selector, because: reason) {
        () async throws(CPSError) in try await office.records.listing(selector)
      }
    }
    try console.show(listing, or: TelephoneTexts.lines(of: listing, in: console.language))
  }
}
