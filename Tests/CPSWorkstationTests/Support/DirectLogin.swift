import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

@testable import CPSWorkstation

/// A login that speaks to the service without socket and process: the agent's core alone.
struct DirectLogin: LoginService {
  private let core: AgentCore

  init(_ service: FakeService) {
    core = AgentCore(
      clock: FixedClock(moment: TestCard.moment), random: SystemRandomSource(),
      now: { ContinuousClock.now }, makeTransport: { _ in service })
  }

  private func ask(_ request: AgentRequest) async throws(CPSError) -> AgentReply {
    let reply = await core.reply(to: request, in: .english, from: 1)
    if case .failure(let failure) = reply { throw failure.error }
    return reply
  }

  func prepare(_ target: ServiceTarget) async throws(CPSError) -> WorkstationKey {
    guard case .prepared(let key) = try await ask(.prepare(target)) else { throw AgentConnection.surprise }
    return key
  }

  func challenge() async throws(CPSError) -> Challenge {
    guard case .challenge(let challenge) = try await ask(.challenge) else {
      throw AgentConnection.surprise
    }
    return challenge
  }

  func open(_ proof: Proof) async throws(CPSError) -> SessionReport {
    guard case .session(let report) = try await ask(.open(proof)) else { throw AgentConnection.surprise }
    return report
  }
}
