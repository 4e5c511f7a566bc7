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
    let (best, bare) = try await LoopbackService(scene: scene).serve { port in
      var rounds: [Rates] = []
      var bare: [Rates] = []
      for _ in 0..<Self.rounds {
        // A workstation makes a key for each session.
        let scene = try scene.withFreshWorkstations(Self.logins)
        rounds.append(try await round(scene, port: port))
        bare.append(try await bareRound(scene, port: port))
      }
      return (Rates(of: rounds), Rates(of: bare))
    }
    let writes = try await LoginWrites(of: scene).measure(at: "\(directory)/writes.sqlite")
    let signatures = try signatures()
    let ratio = best.logins / verifications.perSecond
    Report.head("two processors", "a second, at best", "processor time of one, µs")
    Report.row(
      "verifications of a proof", Report.number(verifications.perSecond),
      Report.number(verifications.processorTime))
    Report.row("logins by HTTP", Report.number(best.logins), Report.number(best.ofService))
    Report.row("their client", "", Report.number(best.ofClient))
    Report.row(
      "two requests, answered with nothing", Report.number(bare.logins), Report.number(bare.ofService))
    Report.row(
      "two signatures of workstations, with kept keys", Report.number(signatures.perSecond / 2),
      Report.number(2 * signatures.processorTime))
    Report.row("what they write, alone", Report.number(writes.perSecond), Report.number(writes.processorTime))
    let alone = verifications.processorTime / best.ofService
    let least = verifications.processorTime + bare.ofService + 2 * signatures.processorTime
    let most = verifications.processorTime / least
    let written = verifications.processorTime / (least + writes.processorTime)
    print(
      """

      ratio \(Report.number(ratio, 2)), limit \(Report.number(Self.minimumRatio, 2)) at least
      a second of the service's own processor time: \(Report.number(alone, 2)) times as many
      of a login that were verification, signatures and requests alone: \(Report.number(most, 2)); with what it writes: \
      \(Report.number(written, 2))
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

  /// How many signatures of workstations a second two threads verify.
  private func signatures() throws -> Throughput {
    let message = [UInt8](repeating: 7, count: 512)
    let shown = try (0..<Self.shown).map { _ in
      let key = try PrivateKey.generateP256()
      return (key: key.publicKey, signature: try key.sign(message, algorithm: .es256))
    }
    return try Throughput.best(threads: 2, count: shown.count) { index in
      _ = try shown[index].key.isValid(signature: shown[index].signature, for: message, algorithm: .es256)
    }
  }

  /// One round of as many pairs of requests, as long as those of logins, to which there is nothing to say.
  private func bareRound(_ scene: ServiceScene, port: Int) async throws -> Rates {
    let proof = try scene.possession(
      "POST", "/cpsauth/sessions", by: 0, nonce: try scene.authenticator.possessionNonce())
    let answer = String(repeating: "a", count: 2 * scene.cards[0].certificate.count)
    func exchange(_ body: String) async throws -> LoopbackCrowd.Report {
      let request = LoopbackRequest.post(LoopbackService.nothing, body, proof: proof)
      return try await crowd.exchange([[UInt8]](repeating: request, count: Self.logins), port: port)
    }
    return Rates(
      try await exchange(#"{"schema":1,"purpose":"login"}"#), try await exchange(answer), logins: Self.logins)
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
