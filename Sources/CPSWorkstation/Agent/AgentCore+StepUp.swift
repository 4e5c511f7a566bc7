internal import CPSDiagnostics
internal import CPSProof

/// A function that is confirmed by a PIN typed again, in the session that is held.
extension AgentCore {
  /// Tells with which key and card.
  func beginStepUp(of server: String?, from connection: Int) throws(CPSError) -> StepUpTerms {
    let held = try current(of: server)
    confirming[connection] = held.key
    return StepUpTerms(
      target: held.target, key: held.key.workstationKey, certificateSHA256: held.certificateSHA256)
  }

  /// A challenge for that key.
  func stepUpChallenge(
    for function: FunctionName, from connection: Int
  ) async throws(CPSError) -> Challenge {
    try await sessionToConfirm(by: connection).client.challenge(for: .stepUp, function: function)
  }

  /// Posts the card's signature, and goes on with the token that comes of it.
  ///
  /// An answer that is lost leaves a token that the service has exchanged: the next request hears so, and the person
  /// logs in again.
  func confirm(
    _ function: FunctionName, about subject: String?, with proof: Proof, from connection: Int,
    in language: Language
  ) async throws(CPSError) -> SessionReport {
    let held = try sessionToConfirm(by: connection)
    // One after the other: the token of the first is what the second must be sent with.
    while let exchange { await exchange.value }
    let posting = Task { () async -> Result<SessionDetails, CPSError> in
      await self.post(function, subject, proof, of: held.key, in: language)
    }
    exchange = Task { _ = await posting.value }
    let details = try await posting.value.get()
    confirming[connection] = nil
    return SessionReport(of: held.target, details)
  }

  /// Exchanges the token; a task of its own, which a command that goes away does not stop half-way.
  private func post(
    _ function: FunctionName, _ subject: String?, _ proof: Proof, of key: HeldKey, in language: Language
  ) async -> Result<SessionDetails, CPSError> {
    defer { exchange = nil }
    guard let held = session, held.key === key else { return .failure(CPSError(.notLoggedIn)) }
    session?.touch(at: now())
    await held.client.speak(language)
    do throws(CPSError) {
      let (token, details) = try await held.client.confirm(
        function, about: subject, by: proof, with: held.token)
      if session?.key === key { session?.exchange(for: token, details) }
      return .success(details)
    } catch {
      if Diagnostic.sessionEnds.contains(error.diagnostic), session?.key === key { drop() }
      return .failure(error)
    }
  }

  /// The session in which a connection has begun to confirm something, if it is still the one that is held.
  private func sessionToConfirm(by connection: Int) throws(CPSError) -> HeldSession {
    let held = try current()
    guard confirming[connection] === held.key else {
      throw CPSError(.notLoggedIn, reason: "another login took its place")
    }
    return held
  }
}
