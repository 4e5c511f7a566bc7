import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import SmartCard
import Testing
import VirtualCPS

/// Nothing of a PIN stays in the memory of the process, however the login went.
@Suite(.serialized) struct LoginMemoryTests {
  private static let runs: UInt64 = 12

  @Test func `CA-06 the search finds a PIN that is alive`() throws {
    let needle = try Self.secret(seed: 7)
    #expect(try ProcessMemory.occurrences(of: needle) == 0)
    let pin = try PIN(Self.secret(seed: 7))
    #expect(try ProcessMemory.occurrences(of: needle) == 1)
    #expect(pin.count == 12)
  }

  @Test(arguments: StormCard.Kind.allCases)
  func `CA-06 no PIN stays in memory after a login in a storm`(kind: StormCard.Kind) throws {
    let deck = try StormCard(kind)
    var outcomes: Set<String> = []
    for seed in 1...Self.runs {
      outcomes.insert(try Self.outcome(of: seed, with: deck))
      let needle = try Self.secret(seed: seed)
      #expect(try ProcessMemory.occurrences(of: needle) == 0, "seed \(seed)")
    }
    #expect(outcomes.contains("accepted") && outcomes.count > 2, "\(outcomes)")
  }

  /// A login whose card meets misfortunes after it was prepared; every third PIN is wrong.
  private static func outcome(of seed: UInt64, with deck: StormCard) throws -> String {
    let card = try VirtualCard(deck.image)
    card.insert()
    card.powerOn()
    let wire = PINHidingTransport(
      card: card, substitute: seed.isMultiple(of: 3) ? "9999" : TestCards.pin)
    var first = CardChannel(over: wire, budget: CardLogin.preparationBudget)
    let prepared = try CardLogin.prepare(
      over: &first, cached: MemoryCardPublicDataCache(), environment: .synthetic)
    if seed > 2 { card.plan(FaultPlan(seed: seed, exchanges: 8).cardFaults) }
    do throws(CPSError) {
      var second = CardChannel(over: wire, budget: CardLogin.authenticationBudget)
      _ = try CardLogin.authenticate(
        prepared, over: &second, entry: .typed(PIN(secret(seed: seed))), lastTry: .refuse,
        transcript: TestCards.transcript)
      return "accepted"
    } catch {
      return error.diagnostic.code
    }
  }

  /// Twelve digits that a seed decides, written straight into memory that is wiped.
  private static func secret(seed: UInt64) throws(CPSError) -> SecretBytes {
    try SecretBytes(capacity: 12) { memory in
      var dice = Dice(seed: seed &+ 0x5EED)
      for index in 0..<12 { memory[index] = 0x30 + UInt8(dice.next() % 10) }
      return 12
    }
  }
}
