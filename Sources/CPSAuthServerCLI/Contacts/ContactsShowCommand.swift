import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server contacts show HOLDER --config FILE`.
struct ContactsShowCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: HostSpeech.text(
        fr: "Donne l’adresse d’un titulaire.", en: "Gives the address of a holder."))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "account:NOM ou person:IDENTIFIANT.", en: "account:NAME or person:IDENTIFIER."),
      valueName: "holder"))
  var holder: String

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let name = try HolderName(holder)
    let answer = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await office.desk.act(ContactInspection.self, on: name) { () async throws(CPSError) in
        ContactInspection.Answer(try await office.contacts(areNoticesSent: false).contact(of: name))
      }
    }
    try console.show(answer, or: [ContactTexts.line(of: answer, in: console.language)])
  }
}
