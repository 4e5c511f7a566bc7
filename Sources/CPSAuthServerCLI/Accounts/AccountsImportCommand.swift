import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server accounts import FILE --config FILE`.
struct AccountsImportCommand: HostCommand {
  /// The longest list, in bytes.
  private static let maximumLength = 64 * 1_024 * 1_024

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: HostSpeech.text(
        fr:
          "Ajoute des comptes, sans mot de passe : leurs titulaires en choisissent un, par carte ou par code.",
        en: "Adds accounts, without a password: their owners choose one, by card or by code."),
      discussion: HostSpeech.text(
        fr: """
          CSV avec l’en-tête « account,owner,email », ou un objet JSON par ligne avec ces membres. « owner » est \
          l’identifiant national du professionnel dont la carte vaut pour le compte. Le fichier ne doit être lisible \
          par personne d’autre. Les comptes qui existent restent tels quels, sauf avec --update.
          """,
        en: """
          CSV with the header `account,owner,email`, or one JSON object a line with these members. `owner` is the \
          national identifier of the professional whose card stands for the account. Nobody else may be able to read \
          the file. Accounts that exist stay as they are, but with --update.
          """))
  }

  @Argument(help: ArgumentHelp(HostSpeech.text(fr: "La liste.", en: "The list."), valueName: "file"))
  var file: String

  @Flag(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Donne aux comptes qui existent le titulaire et l’adresse de la liste ; rien d’autre ne change.",
        en: "Gives accounts that exist owner and address of the list; nothing else changes.")))
  var update = false

  @Flag(
    help: ArgumentHelp(
      HostSpeech.text(
        fr:
          "Vous vous êtes assuré auprès des titulaires que ces adresses sont les leurs : après une intrusion, un code "
          + "peut y être envoyé.",
        en:
          "You have made sure with the owners that these addresses are theirs: after an intrusion a code may go there."
      )))
  var confirmAddresses = false

  @OptionGroup var why: ReasonOption

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let text = try TextFile.lines(at: file, atMost: Self.maximumLength, isPrivate: true)
    let entries = try AccountEntryReader.entries(in: text)
    let subject = try AccountImport.Subject(of: text)
    let reason = try why.accessReason()
    let (isUpdate, isVouchedFor) = (update, confirmAddresses)
    let summary = try await AccountsAct.use(options) { office, desk throws(CPSError) in
      try await office.desk.act(AccountImport.self, on: subject, because: reason) {
        () async throws(CPSError) in
        try await desk.add(entries, updating: isUpdate, vouchingForAddresses: isVouchedFor, by: office.actor)
      }
    }
    try console.show(summary, or: AccountTexts.lines(of: summary, in: console.language))
  }
}
