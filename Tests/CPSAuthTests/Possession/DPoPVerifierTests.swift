import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@Suite struct DPoPVerifierTests {
  private let bench: ServiceBench
  private let verifier: DPoPVerifier

  init() throws {
    bench = try ServiceBench()
    verifier = bench.possession()
  }

  private func header(
    method: String = "POST", url: String = "https://service.example/a", token: String? = nil,
    nonce: String?, at moment: Timestamp? = nil, key: PrivateKey? = nil
  ) throws -> String {
    try DPoPProof.make(
      with: key ?? bench.workstation.key, method: method, url: url, accessToken: token, serverNonce: nonce,
      at: moment ?? bench.clock.now(), random: bench.random)
  }

  private func verify(_ proofs: String..., token: SessionToken? = nil) throws -> VerifiedPossession {
    try verifier.verify(DPoPRequest(method: "POST", path: "/a", proofs: proofs), token: token)
  }

  @Test func aFreshProofNamesItsKey() throws {
    let shown = try verify(try header(nonce: try verifier.nonce()))
    #expect(shown.key == (try bench.workstation.workstationKey()))
  }

  @Test func noProofAndTwoProofsAreRefused() throws {
    let proof = try header(nonce: try verifier.nonce())
    #expect(throws: CPSError(.dpopMissing)) { try verify() }
    #expect(throws: CPSError(.dpopInvalid)) { try verify(proof, proof) }
    #expect(throws: CPSError(.dpopInvalid)) { try verify("garbage") }
  }

  @Test func aProofIsForOneMethodAddressAndToken() throws {
    let nonce = try verifier.nonce()
    let token = try SessionToken(reading: Base64URL.encode([UInt8](repeating: 3, count: 32)))
    for wrong in [
      try header(method: "GET", nonce: nonce), try header(url: "https://service.example/b", nonce: nonce),
      try header(url: "https://other.example/a", nonce: nonce),
      try header(url: "https://service.example/a?b", nonce: nonce),
      try header(token: token.text, nonce: nonce),
    ] {
      #expect(throws: CPSError(.dpopInvalid)) { try verify(wrong) }
    }
    #expect(throws: CPSError(.dpopInvalid)) { try verify(try header(nonce: nonce), token: token) }
    _ = try verify(try header(token: token.text, nonce: nonce), token: token)
  }

  @Test func aNonceIsAcceptedUntilTheNextButOne() throws {
    let nonce = try verifier.nonce()
    bench.clock.advance(by: DPoPVerifier.nonceLife)
    #expect(try verifier.nonce() != nonce)
    _ = try verify(try header(nonce: nonce))
    bench.clock.advance(by: DPoPVerifier.nonceLife)
    #expect(throws: CPSError(.dpopNonceRequired)) { try verify(try header(nonce: nonce)) }
  }

  @Test func withoutTheServicesNonceAFreshOneIsAskedFor() throws {
    let other = try ServiceBench()
    #expect(throws: CPSError(.dpopNonceRequired)) { try verify(try header(nonce: nil)) }
    #expect(throws: CPSError(.dpopNonceRequired)) { try verify(try header(nonce: "")) }
    #expect(throws: CPSError(.dpopNonceRequired)) {
      try verify(try header(nonce: try other.possession().nonce()))
    }
  }

  @Test func `CL-07 only a grossly wrong clock of the workstation matters`() throws {
    let nonce = try verifier.nonce()
    let now = bench.clock.now()
    for seconds in [-300, 0, 300] {
      _ = try verify(try header(nonce: nonce, at: now + .seconds(seconds)))
    }
    for seconds in [-86_400, -301, 301, 86_400] {
      #expect(throws: CPSError(.dpopInvalid)) {
        try verify(try header(nonce: nonce, at: now + .seconds(seconds)))
      }
    }
  }

  @Test func aProofIsSpentOnce() async throws {
    let shown = try verify(try header(nonce: try verifier.nonce()))
    try await verifier.spend(shown)
    await expect(.dpopReplayed) { try await verifier.spend(shown) }
  }

  @Test func `FT-03 a spent proof stays spent while any nonce lets it through`() async throws {
    let proof = try header(nonce: try verifier.nonce())
    try await verifier.spend(try verify(proof))
    bench.clock.advance(by: DPoPVerifier.nonceLife)
    let again = try verify(proof)
    await expect(.dpopReplayed) { try await verifier.spend(again) }
    bench.clock.advance(by: .seconds(-86_400))
    #expect(throws: CPSError(.dpopNonceRequired)) { try verify(proof) }
  }
}
