import BenchSupport
import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSProof
import CPSTrust
import Foundation
import OpenSSLKit

/// Logins over real HTTP on loopback, with SQLite and audit, beside what the verification of proofs alone allows.
///
/// The workstations' work, which is not the service's, is done before: the clock runs while requests are on their way,
/// those for challenges and those for sessions. What the client's side needs of the two processors counts, too.
struct LoginBench {
  private static let connections = 64
  private static let logins = 2_048
  private static let rounds = 8
  /// So many that none is used more often than a human being would.
  private static let cards = 1_024
  /// So many proofs, each of another card, are verified in turn: what one left behind helps the next one little.
  private static let shown = 128
  private static let minimumRatio = 0.5

  /// What one round came to, or all of them.
  private struct Rates {
    /// Logins a second on the wall.
    var logins = 0.0
    /// Processor time of one login, in microseconds: of the service, and of the client beside it.
    var ofService = 0.0, ofClient = 0.0

    /// The best of all rounds on the wall; processor time from the middle of them.
    init(of rounds: [Rates]) {
      logins = rounds.map(\.logins).max() ?? 0
      ofService = rounds.map(\.ofService).sorted()[rounds.count / 2]
      ofClient = rounds.map(\.ofClient).sorted()[rounds.count / 2]
    }

    init(_ asked: LoopbackCrowd.Report, _ opened: LoopbackCrowd.Report, logins count: Int) {
      logins = Double(count) / (asked.seconds + opened.seconds)
      ofService = (asked.serviceTime + opened.serviceTime) / Double(count)
      ofClient = (asked.clientTime + opened.clientTime) / Double(count)
    }
  }

  private let crowd = LoopbackCrowd(connections: Self.connections)
  let directory: String
  let fixtures: String

  init(directory: String, fixtures: String) {
    self.directory = directory
    self.fixtures = fixtures
  }

  /// Prints; whether the ratio reaches its limit.
  func report() async throws -> Bool {
    let scene = try ServiceScene(
      over: try await SQLiteStore.open(
        at: "\(directory)/logins.sqlite", environment: .synthetic, random: SystemRandomSource()),
      cards: Self.cards, fixtures: fixtures, clock: RunningClock(from: ServiceScene.moment))
    let verifications = try await verifications(in: scene)
    let best = try await LoopbackService(scene: scene).serve { port in
      var rounds: [Rates] = []
      for _ in 0..<Self.rounds { rounds.append(try await round(scene, port: port)) }
      return Rates(of: rounds)
    }
    let ratio = best.logins / verifications.perSecond
    Report.head("two processors", "a second, at best", "processor time of one, µs")
    Report.row(
      "verifications of a proof", Report.number(verifications.perSecond),
      Report.number(verifications.processorTime))
    Report.row("logins by HTTP", Report.number(best.logins), Report.number(best.ofService))
    Report.row("their client", "", Report.number(best.ofClient))
    let alone = verifications.processorTime / best.ofService
    print(
      """

      ratio \(Report.number(ratio, 2)), limit \(Report.number(Self.minimumRatio, 2)) at least
      a second of the service's own processor time: \(Report.number(alone, 2)) times as many
      """)
    return ratio >= Self.minimumRatio
  }

  /// How many proofs a second two threads verify, of the same cards that log in: each proof has another certificate than
  /// the one before, as it is where people log in.
  private func verifications(in scene: ServiceScene) async throws -> Throughput {
    var shown: [(proof: Proof, expectation: ProofExpectation)] = []
    for index in 0..<Self.shown {
      let origin = try scene.origin(
        "/cpsauth/challenges", by: index, nonce: try scene.authenticator.possessionNonce())
      let challenge = try await scene.authenticator.issueChallenge(for: .login, request: origin)
      let expectation = ProofExpectation(
        audience: scene.audience, nonce: challenge.nonce, purpose: .login,
        keyThumbprint: try scene.workstation(index).thumbprint)
      shown.append((try scene.proof(answering: challenge, by: index), expectation))
    }
    return try Throughput.best(threads: 2, count: shown.count) { [shown] index in
      _ = try scene.verifier.verify(shown[index].proof, expecting: shown[index].expectation)
    }
  }

  /// One round of logins.
  private func round(_ scene: ServiceScene, port: Int) async throws -> Rates {
    let nonce = try scene.authenticator.possessionNonce()
    let asking = try (0..<Self.logins).map { index in
      LoopbackRequest.post(
        "/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#,
        proof: try scene.possession("POST", "/cpsauth/challenges", by: index, nonce: nonce))
    }
    let asked = try await crowd.exchange(asking, port: port)
    let answering = try asked.answers.enumerated().map { index, answer in
      let challenge = try ProtocolJSON.decode(
        Challenge.self, from: answer.body, otherwise: .challengeMalformed)
      let body = try ProtocolJSON.encode(try scene.proof(answering: challenge, by: index))
      return LoopbackRequest.post(
        "/cpsauth/sessions", String(decoding: body, as: UTF8.self),
        proof: try scene.possession("POST", "/cpsauth/sessions", by: index, nonce: nonce))
    }
    let opened = try await crowd.exchange(answering, port: port)
    return Rates(asked, opened, logins: Self.logins)
  }
}
