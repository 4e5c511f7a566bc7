import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server contacts remove HOLDER --config FILE`.
struct ContactsRemoveCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "remove",
      abstract: HostSpeech.text(
        fr: "Oublie l’adresse d’un titulaire, qui en est prévenu là.",
        en: "Forgets the address of a holder, who is told so there."))
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
    let settings = try options.settings()
    let answer = try await HostState.useRecords(settings) { office throws(CPSError) in
      try await office.desk.act(ContactRemoval.self, on: name) { () async throws(CPSError) in
        let book = office.contacts(areNoticesSent: settings.notices != nil)
        let isRemoved = try await book.remove(name, by: office.desk.actor)
        return ContactRemoval.Answer(changed: isRemoved ? 1 : 0)
      }
    }
    try console.show(answer, or: [ContactTexts.changed(answer.changed, in: console.language)])
  }
}
