import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics

/// Which accounts are meant, and why.
struct AccountListOptions: ParsableArguments {
  /// The longest list, in bytes.
  private static let maximumLength = 64 * 1_024 * 1_024

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Noms de comptes ou adresses électroniques.", en: "Names of accounts, or e-mail addresses."),
      valueName: "account"))
  var names: [String] = []

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Un fichier : un nom ou une adresse par ligne ; « # » commence une remarque.",
        en: "A file: one name or address a line; # begins a remark."), valueName: "file"))
  var accounts: String?

  @OptionGroup var why: RequiredReasonOption

  /// The accounts, read, in lists that an entry of the audit log can hold.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid``; errors of the file.
  func lists() throws(CPSError) -> [AccountList] {
    var references: [AccountReference] = []
    for name in names { references.append(try AccountReference(name)) }
    if let accounts {
      references += try AccountReference.all(
        inLines: try TextFile.lines(at: accounts, atMost: Self.maximumLength, isPrivate: false))
    }
    return try AccountList.all(of: references)
  }
}
