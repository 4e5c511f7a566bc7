import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// Which sessions are meant, and why.
struct SelectionOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: """
          session:NOM, person:IDENTIFIANT, account:NOM, card:NUMÉRO, workstation:EMPREINTE, service:ADRESSE, \
          every-card ou everyone.
          """,
        en: """
          session:NAME, person:IDENTIFIER, account:NAME, card:NUMBER, workstation:THUMBPRINT, service:ADDRESS, \
          every-card or everyone.
          """), valueName: "selection"))
  var selection: String

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Pourquoi ; inscrit au journal d’audit, sans le numéro de personne.",
        en: "Why; written into the audit log, without anybody’s number."), valueName: "text"))
  var reason: String?

  /// The selection, read.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``.
  func selector() throws(CPSError) -> SessionSelector { try SessionSelector(selection) }

  /// The reason, read.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func accessReason() throws(CPSError) -> AccessReason? {
    try reason.map { text throws(CPSError) in try AccessReason(text) }
  }
}
