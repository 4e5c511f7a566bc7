import CPSDiagnostics
import CPSProof
import OpenSSLKit

/// The day before an intrusion by passwords: owners choose their passwords and log in from where they always do, and the
/// operators of the service set up what its measures need.
struct Eve: Sendable {
  let service: ReplayService
  let measures: Set<Measure>
  let seed: UInt64

  /// Everything that must be there before the robot comes.
  func pass() async throws {
    try await openAccounts()
    try await service.sentries.notices?.tell(AccountCredential.leaked)
    try await service.helpDesk?.register(AccountCredential.leaked, seed: seed)
    if service.sentries.isWatching {
      for (place, credential) in AccountCredential.leaked.enumerated() {
        let answer = try await owner(place).logIn(as: credential, at: service.passwordPath)
        guard answer.sessionToken != nil else { throw CPSError(.internalFault, reason: answer.outcome) }
      }
      try await service.sentries.round()
    }
    if measures.contains(.renewal) { try await service.accounts?.flag(AccountCredential.leaked) }
  }

  private func openAccounts() async throws {
    guard let accounts = service.accounts else { return }
    for (place, credential) in AccountCredential.leaked.enumerated() {
      try await accounts.open(credential, by: owner(place))
    }
    guard service.helpDesk != nil else { return }
    for (place, credential) in AccountCredential.agents.enumerated() {
      let agent = ReplayClient(
        of: service, from: ActStage.agentAddress(place), key: try .generateP256())
      try await accounts.open(credential, by: agent)
    }
  }

  /// Somebody in their own pharmacy.
  private func owner(_ place: Int) throws(CPSError) -> ReplayClient {
    ReplayClient(of: service, from: ActStage.ownerAddress(place), key: try .generateP256())
  }
}
