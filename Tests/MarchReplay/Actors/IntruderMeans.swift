import CPSDiagnostics
import CPSProof

/// What an intruder has, and so by which door they come in.
enum IntruderMeans: Sendable {
  /// The name and password of an account.
  case password(LeakedCredential)
  /// The token of somebody's session; whether the key comes with it, the client's key says.
  case token(String)
  /// A card in a reader, unlocked: whatever asks for its PIN gets it.
  case unlockedCard(CardHand)

  /// Asks for a session; nil where there is nothing to ask with.
  func enter(by client: ReplayClient) async throws(CPSError) -> ServiceAnswer? {
    switch self {
    case .password(let credential):
      try await client.post(
        PasswordDoor.path,
        #"{"schema":1,"account":"\#(credential.account)","password":"\#(credential.password)"}"#)
    case .token: nil
    case .unlockedCard(let hand): try await hand.logIn()
    }
  }

  /// Answers a demand for the PIN; nil where there is nothing to answer with.
  func confirm(_ token: String) async throws(CPSError) -> ServiceAnswer? {
    if case .unlockedCard(let hand) = self { try await hand.stepUp(token) } else { nil }
  }
}
