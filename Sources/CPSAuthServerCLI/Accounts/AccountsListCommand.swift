import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server accounts list [SELECTION] --config FILE`.
struct AccountsListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(
        fr: "Donne des comptes et ce que vaut leur mot de passe, 1000 au plus.",
        en: "Gives accounts and what their password is worth, 1000 at most."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: """
          everyone, state:ÉTAT (open, new, aged, exposed, compromised, blocked), ou des noms et adresses séparés par \
          des points-virgules.
          """,
        en: """
          everyone, state:STATE (open, new, aged, exposed, compromised, blocked), or names and addresses with \
          semicolons between.
          """), valueName: "selection"))
  var selection = "everyone"

  @OptionGroup var why: ReasonOption

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let selector = try AccountSelector(selection)
    let reason = try why.accessReason()
    let listing = try await AccountsAct.use(options) { office, desk throws(CPSError) in
      try await office.desk.act(AccountInspection.self, on: selector, because: reason) {
        () async throws(CPSError) in try await desk.accounts(selector)
      }
    }
    try console.show(listing, or: AccountTexts.lines(of: listing, in: console.language))
  }
}
