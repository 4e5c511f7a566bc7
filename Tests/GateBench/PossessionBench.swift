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
    let bare = try zip(proofs.indices, proofs).map {
      try bareForm($1, of: scene.workstations[$0 % scene.workstations.count])
    }
    var (ours, theirs) = (Series(), Series())
    for _ in 0..<Self.rounds {
      try ours.measure(Self.count) {
        _ = try verifier.verify(DPoPRequest(method: "GET", path: "/a", proofs: [proofs[$0]]), token: nil)
      }
      try theirs.measure(Self.count) { try bare[$0].verify() }
    }
    Report.head("one thread, processor time", "minimum, µs", "median, µs", "ours, times")
    Report.row(
      "our check of a DPoP proof", Report.number(ours.minimum, 1), Report.number(ours.median, 1), "")
    Report.row(
      "bare verification of its signature", Report.number(theirs.minimum, 1), Report.number(theirs.median, 1),
      Report.number(ours.ratio(to: theirs), 2))
  }

  private func bareForm(_ proof: String, of key: PrivateKey) throws -> BarePossession {
    let parts = proof.split(separator: ".")
    guard parts.count == 3, let raw = Base64URL.decode(String(parts[2])) else { throw BareFailure("form") }
    return BarePossession(
      subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo, signature: try BareSignature.der(raw),
      message: Array("\(parts[0]).\(parts[1])".utf8))
  }
}
