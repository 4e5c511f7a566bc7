import SmartCard
import Testing

@testable import VirtualCPS

/// Whatever arrives, the card answers, and its counters never rise by themselves.
@Suite struct RandomCommandsTests {
  /// A generator with a known start (xorshift64*), so that a failure can be repeated.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state >> 12
      state ^= state << 25
      state ^= state >> 27
      return state &* 0x2545_F491_4F6C_DD1D
    }
  }

  /// Bytes that mean something to the card come more often than others.
  private static let known: [UInt8] = [
    0x00, 0x10, 0x20, 0x22, 0x24, 0x2A, 0x2C, 0x84, 0x88, 0xA4, 0xB0, 0xC0, 0xCB, 0xD6, 0x3F, 0xFF, 0x41,
    0xB6, 0xB8, 0xAA, 0x80, 0x81, 0x82, 0x86, 0x90, 0x9E, 0x9A, 0xA0, 0x4D, 0x70, 0xBF, 0x7F, 0x01, 0x02,
    0x04,
    0x08, 0x09, 0x0C,
  ]

  @Test(arguments: [(UInt64(1), false), (2, false), (3, true), (4, true)])
  func everyCommandIsAnswered(seed: UInt64, isOnT1: Bool) throws {
    let bench = try Bench(isOnT1 ? Bench.imageOnT1() : Bench.image())
    var generator = Generator(state: seed)
    for _ in 1...10_000 {
      let length = Int.random(in: 0...40, using: &generator)
      var command = (0..<length).map { _ in
        Bool.random(using: &generator)
          ? Self.known.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0...255, using: &generator)
      }
      if length > 5, Int.random(in: 0...3, using: &generator) > 0 {
        command[0] &= 0x10
        command[4] = UInt8(length - 5)
      }
      guard case .answer(let answer) = bench.card.transmit(command) else {
        Issue.record("no answer to \(command)")
        return
      }
      #expect((2...258).contains(answer.count), "\(command)")
    }
    #expect(bench.card.image.pins.allSatisfy { $0.triesLeft <= $0.maximumTries })
    #expect(bench.card.image.masterFile == (try Bench.image()).masterFile)
  }
}
