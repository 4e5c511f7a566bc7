import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// `cpsauth-server delegations list SELECTION --config FILE`.
struct DelegationsListCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: HostSpeech.text(
        fr: "Donne les délégations d’une sélection, 200 au plus.",
        en: "Gives the delegations of a selection, 200 at most."))
  }

  @OptionGroup var selection: DelegationOptions
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (selector, reason) = (try selection.selector(), try selection.why.accessReason())
    let answer = try await HostState.useRecords(try options.settings()) { office throws(CPSError) in
      try await DelegationBook(in: office.store, sealedBy: office.secret).delegations(
        selector, at: office.desk, now: office.clock.now(), because: reason)
    }
    try console.show(answer, or: DelegationTexts.lines(of: answer, in: console.language))
  }
}
