import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@Suite struct DepositBoxTests {
  private struct Note: Codable, Hashable {
    let text: String
  }

  private let store: MemoryStore
  private let secret: ServiceSecret
  private let random = SeededRandomSource(seed: 7)
  private let now = Timestamp(secondsSince1970: 1_800_000_000)

  init() throws {
    store = try MemoryStore(environment: .synthetic, random: random)
    secret = try ServiceSecret(from: random)
  }

  private func box(_ secret: ServiceSecret? = nil) -> DepositBox<Note> {
    DepositBox(.renewalTicket, in: store, sealedBy: secret ?? self.secret)
  }

  @Test func `what was left is taken once, by its word`() async throws {
    try await box().leave(Note(text: "a"), under: "word", until: now + .seconds(60), at: now)
    #expect(try await box().take("other", at: now) == nil)
    let taken = try #require(try await box().take("word", at: now))
    #expect(taken.content == Note(text: "a"))
    #expect(taken.expiry == now + .seconds(60))
    #expect(try await box().take("word", at: now) == nil)
  }

  @Test func `nothing is taken after its time`() async throws {
    try await box().leave(Note(text: "a"), under: "word", until: now + .seconds(60), at: now)
    #expect(try await box().take("word", at: now + .seconds(60)) == nil)
  }

  @Test func `the store knows neither word nor makes a deposit that is believed`() async throws {
    try await box().leave(Note(text: "a"), under: "word", until: now + .seconds(60), at: now)
    let foreign = try ServiceSecret(from: SeededRandomSource(seed: 8))
    await #expect(throws: CPSError(.storeCorrupt)) { try await box(foreign).take("word", at: now) }
    // Under a secret that takes its place, with the old one accepted beside.
    try await box().leave(Note(text: "b"), under: "word", until: now + .seconds(60), at: now)
    let next = try ServiceSecret(
      SecretBytes(copying: try random.bytes(32)), alsoAccepting: [secret])
    #expect(try await box(next).take("word", at: now)?.content == Note(text: "b"))
  }

  @Test func `a content beyond what a deposit holds is refused`() async throws {
    let long = Note(text: String(repeating: "x", count: OneTimeDeposit.maximumContentLength))
    await #expect(throws: CPSError(.internalFault)) {
      try await box().leave(long, under: "word", until: now + .seconds(60), at: now)
    }
  }
}
