import BenchSupport
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC

/// Our verification of a proof beside the bare calls, in turn, in one process.
struct VerificationBench: Sendable {
  /// What one thread needed for one verification.
  struct Times {
    var ours = Series()
    var bare = Series()
    var bareWithLists = Series()
  }

  private static let rounds = 100
  private let scene: BenchScene
  private let bare: BareVerifier
  private let bareWithLists: BareVerifier

  init(_ scene: BenchScene) throws {
    self.scene = scene
    let root = try scene.tree.authority(.root(.strong)).certificate.der
    let issuer = try scene.tree.authority(.cards).certificate.der
    func verifier(_ revocation: BareVerifier.Revocation) throws -> BareVerifier {
      try BareVerifier(
        anchor: root, issuer: issuer, lists: scene.lists.map(\.der), revocation: revocation,
        at: BenchScene.moment)
    }
    bare = try verifier(.lookUp)
    bareWithLists = try verifier(.path)
  }

  /// Measures one thread; each round has every card once, one way after the other.
  func oneThread() throws -> Times {
    // What is made once, locks and tables of both libraries included, is made before.
    try scene.logins.indices.forEach(verify)
    var times = Times()
    for _ in 0..<Self.rounds {
      try times.ours.measure(scene.logins.count, verify)
      try times.bare.measure(scene.logins.count) { try verify($0, by: bare) }
      try times.bareWithLists.measure(scene.logins.count) { try verify($0, by: bareWithLists) }
    }
    return times
  }

  /// How many of our verifications a second so many threads make, at best.
  func ourThroughput(threads: Int) throws -> Throughput {
    try Throughput.best(threads: threads, count: scene.logins.count, verify)
  }

  /// How many times a second so many threads make the bare calls, at best.
  func bareThroughput(threads: Int) throws -> Throughput {
    try Throughput.best(threads: threads, count: scene.logins.count) { try verify($0, by: bare) }
  }

  /// Ours alone, once for every card: for a profiler.
  func repeatOurs() throws { try scene.logins.indices.forEach(verify) }

  private func verify(_ index: Int) throws {
    let login = scene.logins[index]
    _ = try scene.verifier.verify(login.proof, expecting: login.expectation)
  }

  private func verify(_ index: Int, by verifier: BareVerifier) throws {
    let login = scene.logins[index]
    try verifier.verify(
      certificate: login.proof.unverifiedCertificate, signature: login.proof.signature,
      transcript: login.transcript)
  }
}
