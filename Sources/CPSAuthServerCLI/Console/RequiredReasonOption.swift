import ArgumentParser
import CPSAuth
import CPSDiagnostics

/// Why an operator acts, where the act is not done without a reason.
struct RequiredReasonOption: ParsableArguments {
  @Option(help: ReasonOption.help)
  var reason: String

  /// The reason, read.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func accessReason() throws(CPSError) -> AccessReason { try AccessReason(reason) }
}
