import ArgumentParser
import CPSAuthSafeguards
import CPSDiagnostics

/// Which delegations are meant, and why.
struct DelegationOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "delegator:IDENTIFIANT, card:NUMÉRO, person:IDENTIFIANT ou everyone.",
        en: "delegator:IDENTIFIER, card:NUMBER, person:IDENTIFIER or everyone."), valueName: "selection"))
  var selection: String

  @OptionGroup var why: ReasonOption

  /// The selection, read.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid``.
  func selector() throws(CPSError) -> DelegationSelector { try DelegationSelector(selection) }
}
