import BenchSupport
import CPSAuth
import CPSAuthHTTP
import CPSAuthSQLite
import CPSDiagnostics
import CPSProof
import CPSTrust
import Dispatch
import Foundation
import Hummingbird
import Logging
import OpenSSLKit
import Synchronization

/// Logins over real HTTP on loopback, with SQLite and audit, beside what the verification of proofs alone allows.
///
/// The workstations' work, which is not the service's, is done before: the clock runs while requests are on their way,
/// those for challenges and those for sessions. What the client's side needs of the two processors counts, too.
struct LoginBench {
  private static let connections = 64
  private static let logins = 2_048
  private static let rounds = 4
  /// So many that none is used more often than a human being would.
  private static let cards = 1_024
  private static let minimumRatio = 0.5

  let directory: String
  let fixtures: String

  /// Prints; whether the ratio reaches its limit.
  func report() async throws -> Bool {
    let scene = try ServiceScene(
      over: try await SQLiteStore.open(
        at: "\(directory)/logins.sqlite", environment: .synthetic, random: SystemRandomSource()),
      cards: Self.cards, fixtures: fixtures)
    let verifications = try await verifications(in: scene)
    var best = 0.0
    try await withThrowingTaskGroup(of: Void.self) { group in
      let (ports, port) = AsyncStream.makeStream(of: Int.self)
      let application = Self.application(for: scene) { port.yield($0) }
      group.addTask { try await application.run() }
      var iterator = ports.makeAsyncIterator()
      guard let number = await iterator.next() else { throw CPSError(.internalFault, reason: "no port") }
      for _ in 0..<Self.rounds { best = max(best, try await round(scene, port: number)) }
      group.cancelAll()
    }
    let ratio = best / verifications
    Report.head("two processors", "a second, at best")
    Report.row("verifications of a proof", Report.number(verifications))
    Report.row("logins by HTTP", Report.number(best))
    print("\nratio \(Report.number(ratio, 2)), limit \(Report.number(Self.minimumRatio, 2)) at least")
    return ratio >= Self.minimumRatio
  }

  private static func application(
    for scene: ServiceScene, isListening: @escaping @Sendable (Int) -> Void
  ) -> some ApplicationProtocol {
    let router = Router(context: AuthRequestContext.self)
    // One address sends what a thousand would.
    ServiceFront(
      authenticator: scene.authenticator, gate: scene.gate, clock: scene.clock,
      limiter: RequestLimiter(perSecond: 1_000, burst: 10_000_000)
    ).addRoutes(to: router)
    return Application(
      responder: router.buildResponder(), configuration: .init(address: .hostname("127.0.0.1", port: 0)),
      onServerRunning: { channel in if let port = channel.localAddress?.port { isListening(port) } },
      logger: Logger(label: "gate-bench") { _ in SwiftLogNoOpLogHandler() })
  }

  /// How many proofs a second two threads verify.
  private func verifications(in scene: ServiceScene) async throws -> Double {
    let key = try scene.workstation(0).thumbprint
    let challenge = try await scene.authenticator.issueChallenge(
      for: .login,
      request: try scene.origin(
        "/cpsauth/challenges", by: 0, nonce: try scene.authenticator.possessionNonce()))
    let proof = try scene.proof(answering: challenge, by: 0)
    let expectation = ProofExpectation(
      audience: scene.audience, nonce: challenge.nonce, purpose: .login, keyThumbprint: key)
    return try Throughput.best(threads: 2, count: 64) { _ in
      _ = try scene.verifier.verify(proof, expecting: expectation)
    }.perSecond
  }

  /// One round: how many logins a second.
  private func round(_ scene: ServiceScene, port: Int) async throws -> Double {
    let nonce = try scene.authenticator.possessionNonce()
    let asking = try (0..<Self.logins).map { index in
      try Self.request(
        "/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#,
        proof: scene.possession("POST", "/cpsauth/challenges", by: index, nonce: nonce))
    }
    let asked = try await Self.exchange(asking, port: port)
    let answering = try asked.answers.enumerated().map { index, answer in
      let challenge = try ProtocolJSON.decode(
        Challenge.self, from: answer.body, otherwise: .challengeMalformed)
      let body = try ProtocolJSON.encode(try scene.proof(answering: challenge, by: index))
      return try Self.request(
        "/cpsauth/sessions", String(decoding: body, as: UTF8.self),
        proof: scene.possession("POST", "/cpsauth/sessions", by: index, nonce: nonce))
    }
    let opened = try await Self.exchange(answering, port: port)
    return Double(Self.logins) / (asked.seconds + opened.seconds)
  }

  private static func request(_ path: String, _ body: String, proof: String) throws -> [UInt8] {
    Array(
      """
      POST \(path) HTTP/1.1\r
      Host: 127.0.0.1\r
      Content-Type: application/json\r
      Content-Length: \(body.utf8.count)\r
      DPoP: \(proof)\r
      \r
      \(body)
      """.utf8)
  }

  /// Sends all requests over the connections, each of which must be answered with 201.
  private static func exchange(
    _ requests: [[UInt8]], port: Int
  ) async throws -> (answers: [LoopbackConnection.Answer], seconds: Double) {
    try await withCheckedThrowingContinuation { reply in
      DispatchQueue.global().async {
        reply.resume(with: Result { try exchangeBlocking(requests, port: port) })
      }
    }
  }

  private static func exchangeBlocking(
    _ requests: [[UInt8]], port: Int
  ) throws -> (answers: [LoopbackConnection.Answer], seconds: Double) {
    let results = Mutex<[Int: LoopbackConnection.Answer]>([:])
    let failure = Mutex<(any Error)?>(nil)
    let start = ProcessorTime.onWall
    let threads = DispatchGroup()
    for first in 0..<connections {
      threads.enter()
      // A thread for each: concurrentPerform would use as many as there are processors.
      Thread.detachNewThread {
        defer { threads.leave() }
        do {
          let connection = try LoopbackConnection(port: port)
          for index in stride(from: first, to: requests.count, by: connections) {
            let answer = try connection.exchange(requests[index])
            guard answer.status == 201 else {
              throw CPSError(.internalFault, reason: String(decoding: answer.body, as: UTF8.self))
            }
            results.withLock { $0[index] = answer }
          }
        } catch { failure.withLock { $0 = error } }
      }
    }
    threads.wait()
    let seconds = Double(ProcessorTime.onWall - start) / 1_000_000_000
    if let error = failure.withLock({ $0 }) { throw error }
    return (results.withLock { table in table.keys.sorted().compactMap { table[$0] } }, seconds)
  }
}
