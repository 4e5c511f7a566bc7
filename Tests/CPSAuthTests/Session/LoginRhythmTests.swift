import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

@Suite struct LoginRhythmTests {
  private static func bench(
    unattended: Int = 2, limit: Int = 4, store: (any AuthStore)? = nil
  ) throws -> ServiceBench {
    let pace = try LoginPace(window: .seconds(600), unattended: unattended, limit: limit)
    let limits = try SessionLimits(
      idle: .seconds(3_600), absolute: .seconds(14_400), rhythm: try LoginRhythm([pace]))
    return try ServiceBench(store: store, limits: limits)
  }

  @Test func `CL-01 a card that logs in every minute must be shown to stay, and is refused in the end`()
    async throws
  {
    let bench = try Self.bench()
    var sessions: [CardSession] = []
    var refusals: [CPSError] = []
    for _ in 0..<30 {
      do { sessions.append(try await bench.logIn().session) } catch let error as CPSError {
        refusals.append(error)
      }
      bench.clock.advance(by: .seconds(60))
    }
    // Thirty minutes hold three windows of ten.
    #expect(sessions.count == 12)
    #expect(sessions.prefix(2).allSatisfy { $0.grant.presence == nil })
    #expect(sessions[2...3].allSatisfy { $0.grant.presence?.kind == nil && $0.grant.presence != nil })
    #expect(refusals.allSatisfy { $0 == CPSError(.loginPaceExceeded) })
    #expect(refusals.first?.values["seconds"] == "360")
    #expect(try await bench.events(.login).count == 12)
    #expect(Set(try await bench.events(.alarm).map(\.diagnostic)) == ["session.login-rhythm"])
    #expect(try await bench.events(.alarm).count == 6)
    #expect(try await bench.events(.loginRefused).allSatisfy { $0.diagnostic == "session.login-pace" })
    var recount = AlarmRecount()
    for entry in try await bench.entries() { try recount.add(entry) }
    #expect(recount.findings().count == 6)
    #expect(recount.findings().allSatisfy { $0.verdict == .confirmed })
  }

  @Test func `CL-01 a session that must be watched ends with its lease`() async throws {
    let bench = try Self.bench(unattended: 1)
    _ = try await bench.logIn()
    let watched = try await bench.logIn()
    bench.clock.advance(by: PresenceRule.standard.lease)
    await expect(.presenceLapsed) { try await bench.recognise(watched.token) }
  }

  @Test func `CL-05 another workstation or network is no other rhythm, another person is`() async throws {
    let bench = try Self.bench(unattended: 1, limit: 1)
    _ = try await bench.logIn()
    let elsewhere = try bench.otherWorkstation()
    await expect(.loginPaceExceeded) {
      try await elsewhere.logIn(to: bench.service, with: try ServiceBench.physician.card)
    }
    _ = try await bench.logIn(with: try ServiceBench.nurse)
    bench.clock.advance(by: .seconds(600))
    _ = try await elsewhere.logIn(to: bench.service, with: try ServiceBench.physician.card)
  }

  @Test func anAccountIsRefusedBeyondTheLimitAndNeverAskedForACard() async throws {
    let bench = try Self.bench(unattended: 1, limit: 3)
    for _ in 0..<3 { #expect(try await bench.logInByPassword().session.grant.presence == nil) }
    await expect(.loginPaceExceeded) { try await bench.logInByPassword() }
    _ = try await bench.logInByPassword(as: "camille")
  }

  @Test func `CL-12 a script that goes on is counted in the log, not written again and again`() async throws {
    let bench = try Self.bench(unattended: 1, limit: 1)
    _ = try await bench.logInByPassword()
    for _ in 0..<20 { await expect(.loginPaceExceeded) { try await bench.logInByPassword() } }
    #expect(try await bench.events(.loginRefused).count == 2)
    #expect(try await bench.events(.alarm).count == 1)
    try await bench.auditLog.flush()
    #expect(try await bench.events(.refusals).map(\.count) == [18])
  }

  @Test func `CC-10 where logins cannot be counted there are none, and what is not written does not count`()
    async throws
  {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: ServiceBench().random))
    let bench = try Self.bench(unattended: 1, limit: 1, store: store)
    store.fail(.charge)
    await expect(.storeUnavailable) { try await bench.logIn() }
    store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.logIn() }
    store.fail(nil)
    #expect(try await bench.logIn().session.grant.presence == nil)
  }

  @Test func `CA-08 a rhythm that bounds nothing is refused`() throws {
    for (window, unattended, limit) in [(0, 1, 1), (600, 0, 1), (600, 2, 1), (600, 1, 0), (2_678_401, 1, 1)] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try LoginPace(window: .seconds(window), unattended: unattended, limit: limit)
      }
    }
    let pace = try LoginPace(window: .seconds(600), unattended: 1, limit: 1)
    #expect(throws: CPSError(.configurationInvalid)) { try LoginRhythm([]) }
    #expect(throws: CPSError(.configurationInvalid)) { try LoginRhythm([pace, pace]) }
    for pace in LoginRhythm.standard.paces {
      #expect(throws: Never.self) {
        try LoginPace(window: pace.window, unattended: pace.unattended, limit: pace.limit)
      }
    }
  }
}
