public import CPSAuth
public import CPSDiagnostics

/// That a caller said on the telephone what is registered for an account: a weak factor.
///
/// Bank details stand on invoices and are known to many (igc-sante.md section 3.5). Only ``TelephoneDesk`` makes one, it
/// cannot be copied, and there is one thing to do with it: ``startRenewal(through:)``. It opens no session, is no
/// permit, and unblocks nothing that is the card's.
public struct TelephoneConfirmation: ~Copyable, Sendable {
  private static let reason = "telephone check"

  /// For which account the caller may speak.
  public let account: AccountName
  /// Who called.
  public let caller: TelephoneCaller
  private let agent: AuditActor

  init(of account: AccountName, by caller: TelephoneCaller, to agent: AuditActor) {
    self.account = account
    self.caller = caller
    self.agent = agent
  }

  /// Spends the confirmation: a code is on its way to the registered e-mail address, and never to the agent or the caller.
  ///
  /// - Throws: as ``CredentialRenewal/begin(for:startedBy:because:)``.
  public consuming func startRenewal(through renewal: any CredentialRenewal) async throws(CPSError) {
    try await renewal.begin(for: account, startedBy: agent, because: Self.reason)
  }
}
