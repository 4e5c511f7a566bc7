import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server accounts unblock ACCOUNT… --reason TEXT --config FILE`.
struct AccountsUnblockCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "unblock",
      abstract: HostSpeech.text(
        fr: "Débloque des comptes qui n’ont pas servi depuis longtemps.",
        en: "Unblocks accounts that were not used for long."))
  }

  @OptionGroup var list: AccountListOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    try await AccountsAct.change(list, options, on: console, AccountUnblocking.self) {
      (office, desk, list, reason) throws(CPSError) in
      try await desk.unblock(list, by: office.actor)
    }
  }
}
