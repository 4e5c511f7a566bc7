public import CPSDiagnostics
public import CPSProof

/// One login through the agent: the key and the token stay there.
public struct AgentLogin: HoldService {
  private let connection: AgentConnection

  init(_ connection: AgentConnection) { self.connection = connection }

  /// Has the agent make a key and look at the service.
  public func prepare(_ target: ServiceTarget) async throws(CPSError) -> WorkstationKey {
    guard case .prepared(let key) = try await connection.ask(.prepare(target)) else {
      throw AgentConnection.surprise
    }
    return key
  }

  /// Has the agent fetch a challenge for that key.
  public func challenge() async throws(CPSError) -> Challenge {
    guard case .challenge(let challenge) = try await connection.ask(.challenge) else {
      throw AgentConnection.surprise
    }
    return challenge
  }

  /// Has the agent post the proof, hold the session, and watch the card where that is ordered.
  public func open(_ proof: Proof, staying order: StayOrder?) async throws(CPSError) -> SessionReport {
    guard case .session(let report) = try await connection.ask(.open(proof, stay: order)) else {
      throw AgentConnection.surprise
    }
    return report
  }

  /// Has the agent fetch a presence challenge, and end the session when this process goes away.
  public func presenceChallenge() async throws(CPSError) -> Challenge {
    guard case .challenge(let challenge) = try await connection.ask(.presenceChallenge) else {
      throw AgentConnection.surprise
    }
    return challenge
  }

  /// Has the agent post the card's signature.
  public func present(_ proof: Proof) async throws(CPSError) -> SessionReport {
    guard case .session(let report) = try await connection.ask(.present(proof)) else {
      throw AgentConnection.surprise
    }
    return report
  }

  /// Asks the agent whether the session is still held.
  public func requireOpen() async throws(CPSError) {
    guard case .alive = try await connection.ask(.requireOpen) else { throw AgentConnection.surprise }
  }
}
