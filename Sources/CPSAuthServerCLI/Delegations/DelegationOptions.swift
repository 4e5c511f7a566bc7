import ArgumentParser
import CPSAuth
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

  @Option(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Pourquoi ; inscrit au journal d’audit, sans le numéro de personne.",
        en: "Why; written into the audit log, without anybody’s number."), valueName: "text"))
  var reason: String?

  /// The selection, read.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid``.
  func selector() throws(CPSError) -> DelegationSelector { try DelegationSelector(selection) }

  /// The reason, read.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func accessReason() throws(CPSError) -> AccessReason? {
    try reason.map { text throws(CPSError) in try AccessReason(text) }
  }
}
