import BenchSupport
import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

/// Our check of a proof of possession beside the bare verification of its signature, in turn, in one process.
struct PossessionBench {
  private static let rounds = 60
  private static let count = 64

  let fixtures: String

  /// Prints.
  func report() throws {
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let scene = try ServiceScene(over: store, fixtures: fixtures)
    let verifier = DPoPVerifier(
      audience: scene.audience, store: store, secret: try ServiceSecret(from: random), clock: scene.clock)
    let nonce = try verifier.nonce()
    let proofs = try (0..<Self.count).map { try scene.possession("GET", "/a", by: $0, nonce: nonce) }
    let bare = try proofs.map(BareStatement.init(ofCompact:))
    let keys = scene.workstations.map(\.publicKey.subjectPublicKeyInfo)
    let kept = try keys.map(BareKey.init(subjectPublicKeyInfo:))
    var (ours, theirs, shortest) = (Series(), Series(), Series())
    for _ in 0..<Self.rounds {
      try ours.measure(Self.count) {
        _ = try verifier.verify(DPoPRequest(method: "GET", path: "/a", proofs: [proofs[$0]]), token: nil)
      }
      try theirs.measure(Self.count) {
        try BareKey(subjectPublicKeyInfo: keys[$0 % keys.count]).verify(
          bare[$0].signature, of: bare[$0].message)
      }
      try shortest.measure(Self.count) {
        try kept[$0 % kept.count].verify(bare[$0].signature, of: bare[$0].message)
      }
    }
    Report.head("one thread, processor time", "minimum, µs", "median, µs", "ours, times")
    Report.row(
      "our check of a DPoP proof", Report.number(ours.minimum, 1), Report.number(ours.median, 1), "")
    Report.row(
      "bare verification of its signature", Report.number(theirs.minimum, 1), Report.number(theirs.median, 1),
      Report.number(ours.ratio(to: theirs), 2))
    Report.row(
      "the same with a key that is kept", Report.number(shortest.minimum, 1),
      Report.number(shortest.median, 1), Report.number(ours.ratio(to: shortest), 2))
  }
}
