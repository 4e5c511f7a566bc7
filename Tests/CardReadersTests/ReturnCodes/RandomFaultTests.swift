import CPSDiagnostics
import SmartCard
import Synchronization
import Testing
import VirtualCPS

@testable import CardReaders

/// Runs in which any call may fail at any moment, by seed.
@Suite struct RandomFaultTests {
  /// SplitMix64 (Steele, Lea, Flood, 2014): the same numbers for the same seed.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// A plan in which about one call in eight goes wrong.
  private static func plan(seed: UInt64) -> SimulatedPCSC.Plan {
    let generator = Mutex(Generator(state: seed))
    return { call, _ in
      generator.withLock { generator in
        guard Int.random(in: 0..<8, using: &generator) == 0 else { return nil }
        let code = EveryReturnCodeTests.codes.randomElement(using: &generator) ?? .timeout
        switch (Int.random(in: 0..<6, using: &generator), call) {
        case (0, .transmit), (0, .control), (0, .endTransaction), (0, .reconnect), (0, .status):
          return .returnsAfterwards(code)
        case (1, .transmit), (1, .control), (1, .readerList):
          let count = Int.random(in: 0..<5, using: &generator)
          return .gives((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        case (2, .transmit), (2, .beginTransaction), (2, .endTransaction), (2, .status):
          return .follows { $0.with { $0.exchangeCard(in: SimulatedBench.reader) } }
        case (3, .transmit), (3, .beginTransaction), (3, .endTransaction), (3, .status):
          return .follows { $0.with { $0.resetCard(in: SimulatedBench.reader, sparing: nil) } }
        default: return .returns(code)
        }
      }
    }
  }

  /// Codes that mean "the card is in use" are waited out: a run must not wait for them.
  private static let patience = Duration.milliseconds(50)

  @Test(arguments: 0..<20)
  func `HR-02 HR-05 HR-06 no fault makes a second VERIFY, a leak or a wrong success`(block: UInt64)
    async throws
  {
    var benches: [(seed: UInt64, bench: SimulatedBench)] = []
    for seed in (block * 100)..<(block * 100 + 100) {
      let bench = try SimulatedBench(
        features: SimulatedReader.keypadFeatures, typed: "1234", plan: Self.plan(seed: seed))
      let connection = bench.connection(patience: Self.patience)
      for entry in 1...4 {
        _ = try? await ReaderList.current(of: bench.pcsc, deadline: .seconds(60))
        let before = bench.verifications
        let outcome: Result<StatusWord, CPSError>
        do throws(CPSError) {
          outcome = .success(
            try await entry.isMultiple(of: 2) ? connection.verify() : connection.verifyAtPINPad())
        } catch {
          outcome = .failure(error)
        }
        let sent = bench.verifications - before
        #expect(sent <= 1, "seed \(seed), entry \(entry)")
        // Nobody is told that nothing was sent when something was.
        if case .failure(let error) = outcome, sent == 1 {
          #expect(
            [.pinStateUnknown, .readerFault, .timedOut, .readerServiceUnavailable, .cardUnresponsive]
              .contains(error.diagnostic) || error.reason?.hasPrefix("SCardEndTransaction") == true,
            "seed \(seed), entry \(entry): \(error)")
        }
      }
      benches.append((seed, bench))
    }
    for (seed, bench) in benches { try await bench.expectNothingLeft("seed \(seed)") }
  }
}

extension PCSCConnection {
  /// Has a PIN typed at the reader, once, and resets the card.
  func verifyAtPINPad(deadline: Duration = .seconds(60)) async throws(CPSError) -> StatusWord {
    try await transaction(budget: SimulatedBench.budget, deadline: deadline, ending: .reset) {
      (channel) throws(CPSError) in
      try channel.presentAtPINPad(as: SimulatedBench.pin)
    }
  }
}

extension SimulatedState {
  /// The card leaves, and the same one comes back.
  mutating func exchangeCard(in name: ReaderName) {
    guard let index = readers.firstIndex(where: { $0.name == name }) else { return }
    readers[index].eventCount += 2
    readers[index].card?.powerOff()
    readers[index].card?.powerOn()
  }
}
