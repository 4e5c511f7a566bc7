public import CPSDiagnostics
public import CPSProof

/// What a login that holds its card asks of the service, besides what every login does.
public protocol HoldService: LoginService {
  /// Fetches a presence challenge for the session that was opened.
  ///
  /// From the first one on the session ends when whoever asks goes away.
  ///
  /// - Throws: why the session is no more.
  func presenceChallenge() async throws(CPSError) -> Challenge

  /// Posts the card's signature over it.
  func present(_ proof: Proof) async throws(CPSError) -> SessionReport

  /// Returns while the session is open.
  ///
  /// - Throws: why it is no more.
  func requireOpen() async throws(CPSError)
}
