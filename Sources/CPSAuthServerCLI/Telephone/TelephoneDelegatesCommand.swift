import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server telephone delegates ORDER --config FILE`.
struct TelephoneDelegatesCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "delegates",
      abstract: HostSpeech.text(
        fr: "Donne, déclare ou retire ceux qui peuvent appeler au nom d’un compte.",
        en: "Gives, declares or withdraws those who may call in the name of an account."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: """
          « list;COMPTE », « declare;QUALITÉ;NOM;COMPTE » ou « withdraw;QUALITÉ;NOM;COMPTE » ; qualité : secretary, \
          accountant ou other.
          """,
        en: """
          “list;ACCOUNT”, “declare;ROLE;NAME;ACCOUNT” or “withdraw;ROLE;NAME;ACCOUNT”; role: secretary, accountant or \
          other.
          """), valueName: "order"))
  var order: String
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (order, reason) = (try TelephoneDelegateOrder(order), try reason.accessReason())
    let answer = try await TelephoneOffice.use(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(TelephoneDelegation.self, on: order, because: reason) {
        () async throws(CPSError) in try await office.records.carryOut(order, by: office.actor)
      }
    }
    try console.show(answer, or: TelephoneTexts.lines(of: answer.delegates, in: console.language))
  }
}
