import CPSDiagnostics
import CPSProof
import OpenSSLKit

/// An agent of the help desk at a workstation of the house, who types what a caller says.
struct HelpDeskAgent: Sendable {
  private let client: ReplayClient
  private let credential: AccountCredential
  private let loginPath: String
  private var token: String?

  /// An agent who has an account of the service.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(_ credential: AccountCredential, of service: ReplayService, from address: String) throws(CPSError) {
    self.credential = credential
    loginPath = service.passwordPath
    client = ReplayClient(of: service, from: address, key: try .generateP256())
  }

  /// Asks whether the caller is who they say they are, so that a renewal is begun for who is; what the service answered.
  mutating func check(_ account: String, _ ending: BankEnding) async throws(CPSError) -> ServiceAnswer {
    let answer = try await send(account, ending)
    guard answer.outcome.hasPrefix(RobotHand.endPrefix) else { return answer }
    // The agent's session is over.
    token = nil
    return try await send(account, ending)
  }

  private mutating func send(_ account: String, _ ending: BankEnding) async throws(CPSError) -> ServiceAnswer
  {
    try await client.post(
      HelpDesk.path,
      #"{"schema":1,"account":"\#(account)","characters":"\#(ending.text)","#
        + #""caller":{"role":"professional"},"renew":true}"#, token: try await session())
  }

  private mutating func session() async throws(CPSError) -> String {
    if let token { return token }
    let answer = try await client.logIn(as: credential, at: loginPath)
    guard let token = answer.sessionToken else { throw CPSError(.internalFault, reason: answer.outcome) }
    self.token = token
    return token
  }
}
