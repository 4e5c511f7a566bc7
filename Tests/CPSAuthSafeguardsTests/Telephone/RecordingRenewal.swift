import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// Writes down what it would begin.
actor RecordingRenewal: CredentialRenewal {
  private(set) var begun: [String] = []

  func begin(
    for account: AccountName, startedBy actor: AuditActor, because reason: String
  ) async throws(CPSError) {
    begun.append("\(account.text) by \(actor.account ?? "?"): \(reason)")
  }
}
