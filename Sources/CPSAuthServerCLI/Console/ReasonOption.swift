import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// Why an operator acts.
struct ReasonOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Pourquoi ; inscrit au journal d’audit, sans le numéro de personne.",
        en: "Why; written into the audit log, without anybody’s number."), valueName: "text"))
  var reason: String?

  /// The reason, read.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func accessReason() throws(CPSError) -> AccessReason? {
    try reason.map { text throws(CPSError) in try AccessReason(text) }
  }
}
