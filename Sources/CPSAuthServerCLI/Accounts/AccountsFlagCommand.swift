import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server accounts flag ACCOUNT… --reason TEXT --config FILE`.
struct AccountsFlagCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "flag",
      abstract: HostSpeech.text(
        fr:
          "Signale des comptes dont le mot de passe peut être connu ailleurs : à la connexion suivante, il doit être renouvelé.",
        en: "Flags accounts whose password may be known elsewhere: at the next log-in it must be renewed."))
  }

  @OptionGroup var list: AccountListOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    try await AccountsAct.change(list, options, on: console, AccountFlagging.self) {
      (office, desk, list, reason) throws(CPSError) in
      try await desk.flag(list, by: office.actor, because: reason.text)
    }
  }
}
