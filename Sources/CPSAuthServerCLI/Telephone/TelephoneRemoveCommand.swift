import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server telephone remove ACCOUNT --config FILE`.
struct TelephoneRemoveCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: HostSpeech.text(
        fr: "Retire tout ce qui est enregistré pour un compte, délégués compris.",
        en: "Removes everything that is registered for an account, delegates too."))
  }

  @Argument(
    help: ArgumentHelp(HostSpeech.text(fr: "Le compte.", en: "The account."), valueName: "account"))
  var account: String
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (account, reason) = (try CalledAccount(account), try reason.accessReason())
    let answer = try await TelephoneOffice.use(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(TelephoneRemoval.self, on: account, because: reason) {
        () async throws(CPSError) in
        TelephoneRemoval.Answer(removed: try await office.records.remove(account.name, by: office.actor))
      }
    }
    try console.show(answer, or: [TelephoneTexts.removed(answer.removed, in: console.language)])
  }
}
