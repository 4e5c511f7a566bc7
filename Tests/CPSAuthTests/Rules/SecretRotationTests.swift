import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// One secret of a service takes the place of another, on several hosts, without a moment at which nothing is accepted.
@Suite struct SecretRotationTests {
  private let random = SystemRandomSource()
  private let clock = ManualClock(ServiceBench.noon)
  private let store: MemoryStore
  private let key: KeyThumbprint
  private let bytes: (old: [UInt8], new: [UInt8])

  init() throws {
    store = try MemoryStore(environment: .synthetic, random: random)
    key = try KeyThumbprint(try random.bytes(32))
    bytes = (try random.bytes(32), try random.bytes(32))
  }

  private func secret(_ own: [UInt8], accepting others: [[UInt8]] = []) throws -> ServiceSecret {
    var accepted: [ServiceSecret] = []
    for other in others { accepted.append(try ServiceSecret(try SecretBytes(copying: other))) }
    return try ServiceSecret(try SecretBytes(copying: own), alsoAccepting: accepted)
  }

  private func authority(_ secret: ServiceSecret) throws -> ChallengeAuthority {
    try ChallengeAuthority(
      audience: try Audience("https://service.example"), store: store, secret: secret, clock: clock,
      random: random)
  }

  /// Whether a challenge that one host issues is good on the other.
  private func isGood(from issuer: ServiceSecret, on other: ServiceSecret) async throws -> Bool {
    let id = try await authority(issuer).issue(for: .login, function: nil, to: key).id
    let taker = try authority(other)
    do throws(CPSError) {
      _ = try await taker.take(id, by: key, purpose: .login)
      return true
    } catch {
      #expect(error == CPSError(.challengeUnknown))
      return false
    }
  }

  @Test func eachStepOverlapsTheOneBefore() async throws {
    let steps = [
      try secret(bytes.old), try secret(bytes.old, accepting: [bytes.new]),
      try secret(bytes.new, accepting: [bytes.old]), try secret(bytes.new),
    ]
    for (one, next) in zip(steps, steps.dropFirst()) {
      #expect(try await isGood(from: one, on: next))
      #expect(try await isGood(from: next, on: one))
    }
    // Two steps at once leave hosts that refuse each other.
    #expect(try await !isGood(from: steps[0], on: steps[3]))
    #expect(try await !isGood(from: steps[3], on: steps[0]))
    #expect(try await !isGood(from: steps[2], on: steps[0]))
  }

  @Test func sessionsLiveOnUnderTheNextSecret() async throws {
    let bench = try ServiceBench()
    let grant = try await bench.logIn().session.grant
    let content = SessionContent(grant)
    let sealed = try SessionSeal(try secret(bytes.old)).seal(content, tokenHash: grant.tokenHash)
    let next = SessionSeal(try secret(bytes.new, accepting: [bytes.old]))
    #expect(try next.open(sealed, tokenHash: grant.tokenHash) != nil)
    #expect(try next.open(sealed, tokenHash: [UInt8](repeating: 0, count: 32)) == nil)
    #expect(try SessionSeal(try secret(bytes.new)).open(sealed, tokenHash: grant.tokenHash) == nil)
  }

  @Test func whatIsAcceptedIsNeverWrittenWith() throws {
    let both = try secret(bytes.new, accepting: [bytes.old])
    let code = try both.authenticationCode(of: [1], for: .challenge)
    #expect(try secret(bytes.new).isValid(code, of: [1], for: .challenge))
    #expect(try !secret(bytes.old).isValid(code, of: [1], for: .challenge))
    #expect(try !both.isValid(code, of: [1], for: .session))
    #expect(try !both.isValid(code, of: [2], for: .challenge))
  }
}
