import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import Testing

/// What a status responder adds to a login.
@Suite struct StatusLoginTests {
  @Test func `a good answer is in the entry of the login`() async throws {
    let responder = TestResponder(.good)
    let bench = try ServiceBench(responder: responder)
    _ = try await bench.logIn()
    #expect(responder.requestCount == 1)
    let facts = try #require(try await bench.events(.login).first?.facts)
    #expect(facts["ocsp"] == "good" && facts["ocsp-nonce"] == "repeated")
    #expect(facts["ocsp-produced-at"] == ServiceBench.noon.rfc3339)
    #expect(facts["ocsp-responder"]?.hasPrefix("CN=SYNTHETIC AC IGC-SANTE FORT PERSONNES,") == true)
    #expect(facts["crl-number"]?.isEmpty == false && facts["alarms"] == nil)
  }

  @Test func `without a responder the entry says that none is asked`() async throws {
    let bench = try ServiceBench()
    _ = try await bench.logIn()
    #expect(try await bench.events(.login).first?.facts["ocsp"] == "not-configured")
  }

  @Test(arguments: UnansweredPolicy.allCases)
  func `HN-12 revoked or unknown refuses the login, whatever the lists say`(policy: UnansweredPolicy)
    async throws
  {
    let rules = StatusInquiryRules(unanswered: policy)
    for (status, row) in [
      (
        CertificateStatus.revoked(at: ServiceBench.noon, reason: .keyCompromise),
        Diagnostic.certificateRevoked
      ),
      (.unknown, .statusUnknown),
    ] {
      let bench = try ServiceBench(responder: TestResponder(status), asking: rules)
      await #expect(throws: CPSError(row)) { try await bench.logIn() }
      #expect(try await bench.events(.login).isEmpty)
      #expect(try await bench.events(.alarm).map(\.diagnostic) == [row.code])
    }
  }

  @Test func `HN-11 without an answer the login goes on with an alarm, or not, as the administrator says`()
    async throws
  {
    let bench = try ServiceBench(responder: TestResponder(nil))
    _ = try await bench.logIn()
    let facts = try #require(try await bench.events(.login).first?.facts)
    #expect(facts["ocsp"] == "unanswered" && facts["ocsp-reason"] == "trust.status-unanswered")
    #expect(facts["alarms"] == "trust.status-unanswered")
    let hardened = try ServiceBench(responder: TestResponder(nil), asking: .init(unanswered: .refuse))
    await #expect(throws: CPSError(.statusUnanswered)) { try await hardened.logIn() }
    #expect(try await hardened.events(.login).isEmpty)
  }

  @Test func `HN-14 nobody is asked about a card that does not pass without it`() async throws {
    let responder = TestResponder(.good)
    let bench = try ServiceBench(responder: responder)
    // On the list of its authority.
    let physician = try ServiceBench.physician
    try ServiceBench.world.get().publish(
      in: bench.book, revoking: [physician.certificate], at: ServiceBench.noon + .seconds(1))
    bench.clock.advance(by: .seconds(2))
    await #expect(throws: CPSError(.certificateRevoked)) { try await bench.logIn() }
    // A signature by another key: the certificate alone is public.
    let challenge = try await bench.service.issueChallenge(for: .login, request: try bench.request())
    let key = try bench.workstation.workstationKey()
    let nurse = try ServiceBench.nurse
    let proof = try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: nurse.certificate.der,
      signature: .init(repeating: 1, count: 256), workstationKey: key)
    await #expect(throws: CPSError(.proofSignatureInvalid)) {
      _ = try await bench.service.openCardSession(
        with: proof, request: try bench.request("/cpsauth/sessions"))
    }
    #expect(responder.requestCount == 0)
  }

  @Test func `requests under a session ask nobody`() async throws {
    let responder = TestResponder(.good)
    let bench = try ServiceBench(responder: responder)
    let opened = try await bench.logIn()
    for _ in 0..<3 { _ = try await bench.recognise(opened.token) }
    #expect(responder.requestCount == 1)
  }
}
