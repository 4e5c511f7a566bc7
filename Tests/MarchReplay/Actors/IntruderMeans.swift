import CPSDiagnostics
import CPSProof

/// What an intruder has, and so by which door they come in.
enum IntruderMeans: Sendable {
  /// The name and password of an account, and the path of its log-in.
  case password(AccountCredential, path: String)
  /// The token of somebody's session; whether the key comes with it, the client's key says.
  case token(String)
  /// A card in a reader, unlocked: whatever asks for its PIN gets it.
  case unlockedCard(CardHand)

  /// Asks for a session; nil where there is nothing to ask with.
  func enter(by client: ReplayClient, _ yield: inout RobotYield) async throws(CPSError) -> ServiceAnswer? {
    switch self {
    case .password(let credential, let path):
      try await logIn(as: credential, at: path, by: client, &yield)
    case .token: nil
    case .unlockedCard(let hand): yield.counted(try await hand.logIn())
    }
  }

  /// Answers a demand for the PIN; nil where there is nothing to answer with.
  func confirm(_ token: String, _ yield: inout RobotYield) async throws(CPSError) -> ServiceAnswer? {
    if case .unlockedCard(let hand) = self { yield.counted(try await hand.stepUp(token)) } else { nil }
  }

  /// Logs in; whoever is told to renew the password does so, and knows the new one from then on.
  private func logIn(
    as credential: AccountCredential, at path: String, by client: ReplayClient, _ yield: inout RobotYield
  ) async throws(CPSError) -> ServiceAnswer {
    let body = #"{"schema":1,"account":"\#(credential.account)","password":"#
    let first = yield.counted(try await client.post(path, body + #""\#(credential.password)"}"#))
    if let ticket = first.renewalTicket {
      let renewal = yield.counted(
        try await client.post(
          AccountHouse.renewalPath,
          #"{"schema":1,"account":"\#(credential.account)","ticket":"\#(ticket)","#
            + #""password":"\#(credential.renewedPassword)"}"#))
      // Told to wait, it comes again with the old password and gets another ticket.
      guard renewal.status == 204 else { return renewal }
    } else if first.outcome != Diagnostic.accountRefused.code {
      return first
    }
    return yield.counted(try await client.post(path, body + #""\#(credential.renewedPassword)"}"#))
  }
}
