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

  @OptionGroup var why: ReasonOption

  /// The selection, read.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed``.
  func selector() throws(CPSError) -> SessionSelector { try SessionSelector(selection) }
}
