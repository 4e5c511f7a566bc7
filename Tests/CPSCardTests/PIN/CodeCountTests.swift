import CPSCard
import SmartCard
import Testing
import VirtualCPS

/// What the second half of each act with a code exchanges, counted at the card: exact, so that any change shows.
@Suite struct CodeCountTests {
  enum Act: Sendable, CaseIterable { case verify, change, unblock }

  struct Case: Sendable, CustomTestStringConvertible {
    let generation: VirtualCardGeneration
    let act: Act
    let count: ExchangeCount

    init(_ generation: VirtualCardGeneration, _ act: Act, _ exchanges: Int, _ bytes: Int) {
      self.generation = generation
      self.act = act
      count = ExchangeCount(exchanges: exchanges, bytes: bytes)
    }

    var testDescription: String { "\(generation.rawValue), \(act)" }
  }

  @Test(arguments: [
    Case(.cps3, .verify, 8, 146), Case(.cps3, .change, 8, 150), Case(.cps3, .unblock, 12, 226),
    Case(.cps4, .verify, 5, 51), Case(.cps4, .change, 6, 62), Case(.cps4, .unblock, 8, 78),
    Case(.cps4T0, .verify, 5, 53), Case(.cps4T0, .change, 6, 64), Case(.cps4T0, .unblock, 8, 82),
  ])
  func `an act with a code takes these commands`(_ expected: Case) throws {
    let bench = try CodeBench(TestCards.image(expected.generation))
    let prepared = try bench.prepare()
    bench.recorder.reset()
    switch expected.act {
    case .verify: _ = try bench.verify(prepared)
    case .change: _ = try bench.change(prepared)
    case .unblock: _ = try bench.unblock(prepared)
    }
    #expect(bench.recorder.count == expected.count)
    #expect(bench.recorder.count.exchanges <= CardPIN.budget.exchanges / 2)
    #expect(bench.recorder.count.bytes <= CardPIN.budget.bytes / 2)
  }
}
