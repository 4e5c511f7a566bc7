import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// `cpsauth-server delegations revoke SELECTION --config FILE`.
struct DelegationsRevokeCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "revoke",
      abstract: HostSpeech.text(
        fr: "Retire les délégations d’une sélection ; la requête suivante du délégué est refusée.",
        en: "Revokes the delegations of a selection; the delegate’s next request is refused."))
  }

  @OptionGroup var selection: DelegationOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (selector, reason) = (try selection.selector(), try selection.why.accessReason())
    let answer = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await DelegationBook(in: office.store, sealedBy: office.secret).revoke(
        selector, at: office.desk, writingTo: office.auditLog, because: reason)
    }
    try console.show(answer, or: [DelegationTexts.revoked(answer.revoked, in: console.language)])
  }
}
