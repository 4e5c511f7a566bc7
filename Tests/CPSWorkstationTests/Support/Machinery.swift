import CPSDiagnostics
import CPSPrimitives
import CPSProof
import FoundationEssentials
import OpenSSLKit
import TestSupport

@testable import CPSWorkstation

/// An agent of this process, serving until the test is over.
final class RunningAgent: Sendable {
  let runtime: TemporaryDirectory
  let server: AgentServer
  private let task: Task<Void, Never>

  init(
    _ service: FakeService, idleLimit: Duration = .seconds(60), readers: FakeReaders = FakeReaders([]),
    screenLock: (any ScreenLock)? = nil
  ) throws {
    runtime = try TemporaryDirectory()
    guard
      let server = try AgentServer(
        runtimeDirectory: runtime.url.path, idleLimit: idleLimit, readers: readers, screenLock: screenLock,
        clock: FixedClock(moment: TestCard.moment), random: SystemRandomSource(),
        makeTransport: { _ in service })
    else { throw TestSupportError("an agent runs in a fresh directory") }
    self.server = server
    task = Task { await server.run() }
  }

  deinit { server.stop() }

  var client: AgentClient {
    AgentClient(runtimeDirectory: runtime.url.path, language: .english, launcher: nil)
  }

  /// Returns once it has ended.
  func ended() async { await task.value }
}

/// A login without a card: the proof is made with a key of this process.
enum CardlessLogin {
  static func proof(
    for challenge: Challenge, key: WorkstationKey, audience: String = FakeService.audience,
    about subject: String? = nil
  ) throws -> Proof {
    let card = try TestCard.authenticationKey
    let certificate = try TestCard.authenticationCertificate
    let transcript = try Transcript(
      environment: .synthetic, algorithm: .rs256, audience: Audience(audience), nonce: challenge.nonce,
      purpose: challenge.purpose, function: challenge.function,
      subject: try subject.map { try SubjectDigest(of: $0, under: challenge.nonce) },
      keyThumbprint: key.thumbprint, certificate: certificate)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: certificate,
      signature: try card.sign(transcript.bytes, algorithm: .rs256), workstationKey: key)
  }

  @discardableResult
  static func run(
    with service: some LoginService, staying order: StayOrder? = nil
  ) async throws -> SessionReport {
    let key = try await service.prepare(FakeService.target())
    return try await service.open(
      try proof(for: try await service.challenge(), key: key), staying: order)
  }
}
