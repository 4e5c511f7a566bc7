import CPSDiagnostics
import SmartCard
import Testing

@testable import VirtualCPS

/// Plans that a seed chooses.
@Suite struct FaultPlanTests {
  @Test func `the generator gives the published numbers`() {
    var dice = SeededDice(seed: 1_234_567)
    #expect(
      (1...3).map { _ in dice.bits() } == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      ])
  }

  @Test func `a seed gives the same plan again, and another seed another`() {
    for seed: UInt64 in 0..<200 {
      let plan = FaultPlan(seed: seed)
      #expect(plan == FaultPlan(seed: seed))
      #expect((1...3).contains(plan.cardFaults.count + plan.connectionFaults.count))
      #expect(plan.description.hasPrefix("seed \(seed)\n"))
    }
    #expect(Set((0..<200).map { FaultPlan(seed: $0).description }).count == 200)
  }

  @Test func `every kind of fault comes up, and none outside its bounds`() {
    let plans = (0..<2_000).map { FaultPlan(seed: $0, exchanges: 10, transactions: 2) }
    let cardFaults = plans.flatMap(\.cardFaults)
    #expect(cardFaults.allSatisfy { (0..<10).contains($0.afterExchanges) })
    #expect(Set(cardFaults.map(\.afterExchanges)).count == 10)
    #expect(Set(cardFaults.map(\.times)) == [1, .max])
    let kinds = Set(cardFaults.map { "\($0.effect)".prefix { $0 != "(" } })
    #expect(kinds.count == 14)
    let connectionFaults = plans.flatMap(\.connectionFaults)
    #expect(Set(connectionFaults.map(\.transaction)) == [1, 2])
    #expect(Set(connectionFaults.map(\.point)) == Set(ConnectionFault.Point.allCases))
    #expect(Set(connectionFaults.map(\.failure)) == Set(ConnectionFault.Failure.allCases))
  }

  @Test func `absurd bounds are made good`() {
    for seed: UInt64 in 0..<100 {
      let plan = FaultPlan(seed: seed, exchanges: -5, transactions: 0)
      #expect(plan.cardFaults.allSatisfy { $0.afterExchanges == 0 })
      #expect(plan.connectionFaults.allSatisfy { $0.transaction == 1 })
    }
  }

  @Test func `under any plan a conversation ends, and no fault spends more tries than VERIFY was sent`()
    async throws
  {
    let image = try Bench.image()
    for seed: UInt64 in 0..<300 {
      let recorder = ExchangeRecorder()
      let card = try VirtualCard(image, recorder: recorder)
      let connection = VirtualCardConnection(card)
      FaultPlan(seed: seed, exchanges: 12).apply(to: card, over: connection)
      for _ in 1...4 {
        _ = try? await connection.transaction(
          budget: CardBudget(exchanges: 40, bytes: 4_000), deadline: .seconds(30), ending: .reset
        ) { channel throws(CPSError) in
          let path: [UInt8] = [0x3F, 0x00, 0xD0, 0x03]
          _ = try channel.send(CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: path, expecting: 256))
          _ = try channel.send(CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 12))
          _ = try channel.send(CommandAPDU(0x00, 0x20, 0x00, 0x01))
        }
      }
      #expect(card.image == image, "\(FaultPlan(seed: seed, exchanges: 12))")
      #expect(recorder.count.exchanges <= 160)
    }
  }
}
