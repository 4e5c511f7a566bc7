import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

@testable import CPSWorkstation

/// A login that speaks to the service without socket and process: the agent's core alone.
struct DirectLogin: LoginService {
  let core: AgentCore

  init(_ service: FakeService, among readers: FakeReaders = FakeReaders([]), time: WatchTime = .system) {
    core = AgentCore(
      station: AgentStation(readers: readers, screenLock: nil, time: time),
      clock: FixedClock(moment: TestCard.moment), random: SystemRandomSource(),
      makeTransport: { _ in service })
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

  func open(_ proof: Proof, staying order: StayOrder?) async throws(CPSError) -> SessionReport {
    guard case .session(let report) = try await ask(.open(proof, stay: order)) else {
      throw AgentConnection.surprise
    }
    return report
  }
}
