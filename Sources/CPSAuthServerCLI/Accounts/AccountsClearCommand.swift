import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server accounts clear ACCOUNT… --reason TEXT --config FILE`.
struct AccountsClearCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "clear",
      abstract: HostSpeech.text(
        fr: "Retire le signalement de comptes.",
        en: "Takes the flags of accounts away."))
  }

  @OptionGroup var list: AccountListOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    try await AccountsAct.change(list, options, on: console, AccountClearing.self) {
      (office, desk, list, reason) throws(CPSError) in
      try await desk.clear(list, by: office.actor)
    }
  }
}
