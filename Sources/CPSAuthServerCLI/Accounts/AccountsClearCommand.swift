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
        en: "Takes the flags of accounts away."),
      discussion: HostSpeech.text(
        fr: """
          Pour une liste qui était fausse : le mot de passe du compte redevient valable. Si quelqu’un était dans le \
          compte, laissez plutôt son titulaire choisir un autre mot de passe, ce qui retire le signalement.
          """,
        en: """
          For a list that was wrong: the password of the account is good again. Where somebody was in the account, \
          let its owner choose another password instead, which takes the flag away.
          """))
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
