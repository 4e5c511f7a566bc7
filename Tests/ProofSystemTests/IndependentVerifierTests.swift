import TestSupport
import Testing

/// `tools/verify-proof`, which was written from docs/protocol.md alone, before the vectors and before proofs
/// that a card made just now.
@Suite struct IndependentVerifierTests {
  @Test func `every vector is as expected`() async throws {
    let answer = try await IndependentVerifier.judge(vectors: "Fixtures/protocol/vectors.json")
    #expect(answer.outcome == .exited(0), "\(answer.output)\(answer.errors)")
    let counts = answer.output.split(separator: " ").compactMap { Int($0) }
    #expect(counts.count == 2 && counts[0] == counts[1] && counts[0] > 40, "\(answer.output)")
  }

  @Test func `a vector that is not as expected is told`() async throws {
    let answer = try await IndependentVerifier.judge(vectors: "Fixtures/protocol/vectors.json") { text in
      text.replacing(
        #""canonical": "https://service.example""#, with: #""canonical": "https://other.example""#)
    }
    #expect(answer.outcome == .exited(1))
    #expect(answer.output.contains("not as expected"))
  }

  @Test(arguments: ["physician", "pharmacist", "nurse"])
  func `HN-01 the proof of a login verifies`(card: String) async throws {
    let live = try await LiveProof.login(with: card)
    let answer = try await IndependentVerifier.judge(live.proof, expecting: live.expected)
    #expect(answer.outcome == .exited(0), "\(answer.output)\(answer.errors)")
    #expect(answer.output == "the proof verifies\n")
    #expect(live.verifications == 1)
  }

  @Test func `a confirmed act verifies with its function and its subject`() async throws {
    let live = try await LiveProof.stepUp(with: "physician", about: "208137512536476")
    let answer = try await IndependentVerifier.judge(live.proof, expecting: live.expected)
    #expect(answer.outcome == .exited(0), "\(answer.output)\(answer.errors)")
  }

  @Test(arguments: [
    ("audience", "https://service.examp1e", "signature"), ("environment", "production", "signature"),
    ("nonce", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "signature"),
    ("purpose", "presence", "signature"), ("challenge", "another-challenge-id", "challenge id"),
    ("function", "infopatient.export", "signature"), ("subject", "208137512536575", "signature"),
  ])
  func `HN-01 a service that expects something else refuses`(
    member: String, value: String, reason: String
  ) async throws {
    let live = try await LiveProof.stepUp(with: "physician", about: "208137512536476")
    var expected = live.expected
    expected[member] = value
    let answer = try await IndependentVerifier.judge(live.proof, expecting: expected)
    #expect(answer.outcome == .exited(1))
    #expect(answer.output == "refused: \(reason)\n")
  }
}
