import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct TokenGrantTests {
  private static let elsewhere = "https://dossier.example"
  private let bench: ServiceBench
  private let rules: TokenRules
  private let audience: Audience

  init() throws {
    bench = try ServiceBench()
    audience = try Audience(Self.elsewhere)
    rules = try TokenRules(audiences: [audience], life: .seconds(300))
  }

  @Test func `a grant is in the audit log before it exists`() async throws {
    let session = try await bench.logIn().session
    let grant = try await bench.service.grantToken(for: audience, to: session, under: rules)
    #expect(grant.issuer == bench.audience)
    #expect(grant.audience == audience)
    #expect(grant.issuedAt == ServiceBench.noon)
    #expect(grant.endsAt == ServiceBench.noon + .seconds(300))
    #expect(Base64URL.decode(grant.id)?.count == 16)
    let entry = try #require(try await bench.events(.tokenIssued).first)
    #expect(entry.actor?.session == session.grant.reference)
    #expect(entry.facts["token"] == grant.id)
    #expect(entry.facts["audience"] == Self.elsewhere)
    #expect(entry.facts["ends-at"] == grant.endsAt.rfc3339)
    let other = try await bench.service.grantToken(for: audience, to: session, under: rules)
    #expect(other.id != grant.id)
  }

  @Test func `without the audit log there is no grant`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: SystemRandomSource()))
    let bench = try ServiceBench(store: store)
    let session = try await bench.logIn().session
    store.fail(.audit)
    await expect(.auditUnavailable) {
      try await bench.service.grantToken(for: audience, to: session, under: rules)
    }
  }

  @Test func `a service that is not named is told nothing`() async throws {
    let session = try await bench.logIn().session
    for other in ["https://dossier.example:8443", "https://evil.example", "http://127.0.0.1"] {
      await expect(.tokenAudienceUnknown) {
        try await bench.service.grantToken(for: try Audience(other), to: session, under: rules)
      }
    }
    #expect(try await bench.events(.tokenIssued).isEmpty)
  }

  @Test func `a grant ends with its session`() async throws {
    let session = try await bench.logIn().session
    bench.clock.advance(by: .seconds(14_400 - 20))
    let grant = try await bench.service.grantToken(for: audience, to: session, under: rules)
    #expect(grant.endsAt == session.grant.endsAt)
  }

  @Test func `CL-10 a grant ends with the lease of its card, and none begins after it`() async throws {
    let rule = try PresenceRule(lease: .seconds(60), isRequired: true, lapse: .stepUp)
    let limits = try SessionLimits(idle: .seconds(3_600), absolute: .seconds(14_400), presence: rule)
    let bench = try ServiceBench(limits: limits)
    let session = try await bench.logIn().session
    let grant = try await bench.service.grantToken(for: audience, to: session, under: rules)
    #expect(grant.endsAt == ServiceBench.noon + .seconds(60))
    bench.clock.advance(by: .seconds(60))
    await expect(.presenceLapsed) {
      try await bench.service.grantToken(for: audience, to: session, under: rules)
    }
  }

  @Test(arguments: [0, 29, 301, -5, 3_153_600_000])
  func `CA-08 a life out of range is refused`(seconds: Int) throws {
    #expect(throws: CPSError(.configurationInvalid)) {
      try TokenRules(audiences: [audience], life: .seconds(seconds))
    }
  }

  @Test func `rules for nobody are refused`() {
    #expect(throws: CPSError(.configurationInvalid)) { try TokenRules(audiences: []) }
  }
}
