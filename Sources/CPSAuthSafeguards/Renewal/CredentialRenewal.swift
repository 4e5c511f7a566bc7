public import CPSAuth
public import CPSDiagnostics

/// Starts the renewal of an account's credential, for a measure that found a reason to.
///
/// What it sends goes to the e-mail address that is registered for the account, and to nobody else: whoever starts a
/// renewal learns no code.
public protocol CredentialRenewal: Sendable {
  /// Begins a renewal: a code that works once is on its way to the registered address.
  ///
  /// - Parameters:
  ///   - account: whose credential.
  ///   - actor: who started it, whom the audit log names.
  ///   - reason: why, for the audit log; without anybody's number.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``; whatever keeps this account from being
  ///   renewed in this way.
  func begin(
    for account: AccountName, startedBy actor: AuditActor, because reason: String
  ) async throws(CPSError)
}
