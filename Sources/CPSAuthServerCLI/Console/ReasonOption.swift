import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// Why an operator acts.
struct ReasonOption: ParsableArguments {
  /// What it is for.
  static var help: ArgumentHelp {
    ArgumentHelp(
      HostSpeech.text(
        fr: "Pourquoi ; inscrit au journal d’audit, sans le numéro de personne.",
        en: "Why; written into the audit log, without anybody’s number."), valueName: "text")
  }

  @Option(help: ReasonOption.help)
  var reason: String?

  /// The reason, read.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func accessReason() throws(CPSError) -> AccessReason? {
    try reason.map { text throws(CPSError) in try AccessReason(text) }
  }
}
