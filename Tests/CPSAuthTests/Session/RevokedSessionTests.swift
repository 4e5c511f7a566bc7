import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Testing

/// What a new revocation list does to sessions that live.
@Suite struct RevokedSessionTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  private func revokePhysician() throws {
    bench.clock.advance(by: .seconds(60))
    try ServiceBench.world.get().publish(
      in: bench.book, revoking: [try ServiceBench.physician.certificate], at: bench.clock.now())
  }

  @Test func `sessions of a revoked card end when its list comes, and no others`() async throws {
    let physician = [try await bench.logIn(), try await bench.logIn()]
    let nurse = try await bench.logIn(with: try ServiceBench.nurse)
    let account = try await bench.logInByPassword()
    #expect(try await bench.service.endRevokedSessions() == 0)
    try revokePhysician()
    #expect(try await bench.service.endRevokedSessions() == 2)
    for session in physician {
      await expect(.sessionCardRefused) { try await bench.recognise(session.token) }
    }
    _ = try await bench.recognise(nurse.token)
    _ = try await bench.recognise(account.token)
    let ended = try await bench.events(.sessionEnded)
    #expect(ended.map(\.diagnostic) == ["trust.certificate-revoked", "trust.certificate-revoked"])
    #expect(Set(ended.map { $0.actor?.session }) == Set(physician.map { $0.session.grant.reference }))
    #expect(try await bench.service.endRevokedSessions() == 0)
  }

  @Test func `more sessions than a page are all looked at`() async throws {
    let card = try ServiceBench.physician
    var tokens: [SessionToken] = []
    for _ in 0..<3 { tokens.append(try await bench.logIn(with: card).token) }
    let genuine = try #require(try await bench.store.session(withTokenHash: try tokens[0].hash()))
    // Sessions that another service sealed are passed over.
    for index in 0..<300 {
      let hash = [UInt8(index & 0xFF), UInt8(index >> 8)] + [UInt8](repeating: 0, count: 30)
      try await bench.store.insert(genuine.moved(toTokenHash: hash, content: genuine.sealedContent))
    }
    try revokePhysician()
    #expect(try await bench.service.endRevokedSessions() == 3)
    for token in tokens { await expect(.sessionCardRefused) { try await bench.recognise(token) } }
  }

  @Test func `a list that is late ends no session before it is asked for`() async throws {
    let opened = try await bench.logIn()
    bench.clock.advance(by: .seconds(90 * 24 * 3_600))
    #expect(try await bench.service.endRevokedSessions() == 0)
    await expect(.sessionEnded) { try await bench.recognise(opened.token) }
  }

  @Test func `CC-01 of all who find a revoked session one writes its end`() async throws {
    let opened = try await bench.logIn()
    try revokePhysician()
    let counts = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask { (try? await bench.service.endRevokedSessions()) ?? 0 }
        group.addTask {
          _ = try? await bench.recognise(opened.token)
          return 0
        }
      }
      return await group.reduce(into: 0) { $0 += $1 }
    }
    #expect(counts <= 1)
    #expect(try await bench.events(.sessionEnded).count == 1)
    await expect(.sessionCardRefused) { try await bench.recognise(opened.token) }
  }

  @Test func `each decision says by which list, and how fresh it was`() async throws {
    let opened = try await bench.logIn()
    let session = try await bench.recognise(opened.token)
    let facts = try #require(session.grant.revocation)
    _ = try await bench.gate.perform(Lookup.self, as: session, about: NIR("208137512536476")) { _ in nil }
    let decision = try #require(try await bench.events(.decision).first)
    #expect(decision.facts["crl-number"] == facts.number)
    #expect(decision.facts["crl-this-update"] == facts.thisUpdate.rfc3339)
    #expect(decision.facts["crl-next-update"] == facts.nextUpdate.rfc3339)
    #expect(decision.facts["crl-within-grace"] == "false")
    bench.clock.advance(by: .seconds(60))
    try ServiceBench.world.get().publish(in: bench.book, revoking: [], at: bench.clock.now())
    let again = try #require(try await bench.recognise(opened.token).grant.revocation)
    #expect(again.number != facts.number)
  }
}
