import CPSDiagnostics
import Foundation
import Testing

/// What must hold whatever happens: one VERIFY an entry, no hang, no wrong accept, no PIN in a text, no PIN open.
@Suite struct LoginStormTests {
  /// 5,000 runs in all; `CPSAUTH_STORM_RUNS` takes their place.
  private static let runs =
    ProcessInfo.processInfo.environment["CPSAUTH_STORM_RUNS"].flatMap { Int($0) } ?? 5_000

  @Test(arguments: StormCard.Kind.allCases)
  func `HC-22 HC-33 CC-02 CC-03 no storm makes a login break its promises`(kind: StormCard.Kind) async throws
  {
    let deck = try StormCard(kind)
    let runs = max(Self.runs / StormCard.Kind.allCases.count, 1)
    var outcomes: [String: Int] = [:]
    for seed in 1...UInt64(runs) {
      let storm = try LoginStorm(deck, seed: seed)
      await storm.run()
      guard storm.violations.isEmpty else {
        Issue.record("\(storm.violations.joined(separator: "\n"))")
        break
      }
      for outcome in storm.outcomes { outcomes[outcome, default: 0] += 1 }
    }
    // A storm that lets nobody in, or that harms nobody, shows nothing.
    #expect(outcomes["accepted", default: 0] > runs / 8)
    #expect(outcomes.count > 10)
    for error in ["pin.wrong", "pin.state-unknown", "card.removed"] {
      #expect(outcomes[error] != nil, "\(error)")
    }
  }
}
