internal import CPSDiagnostics
internal import CPSProof

/// The session whose card is held by the process that logged in, at the other end of one connection.
extension AgentCore {
  /// A challenge for the holder of the session's card, whose going away ends the session from now on.
  func presenceChallenge(for connection: Int) async throws(CPSError) -> Challenge {
    let held = try current()
    guard opener == connection else { throw CPSError(.notLoggedIn, reason: "another login took its place") }
    holder = connection
    return try await using(held, in: nil) { (client, _) throws(CPSError) in
      try await client.challenge(for: .presence)
    }
  }

  /// Posts the signature of the card that is held.
  func present(_ proof: Proof, from connection: Int) async throws(CPSError) -> SessionReport {
    let held = try current()
    guard holder == connection else { throw CPSError(.notLoggedIn, reason: "another login took its place") }
    let details = try await using(held, in: nil) { (client, token) throws(CPSError) in
      try await client.show(.signed(proof), with: token)
    }
    if session?.key === held.key { session?.details = details }
    return SessionReport(of: held.target, details)
  }

  /// Whether the session that a connection opened is still the one that is held.
  func requireOpen(by connection: Int) throws(CPSError) {
    _ = try current()
    guard opener == connection else { throw CPSError(.notLoggedIn, reason: "another login took its place") }
  }
}
