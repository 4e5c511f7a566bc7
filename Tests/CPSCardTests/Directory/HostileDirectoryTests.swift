import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// Directory files with bytes changed, cut and repeated at random: the outcome is a card or a refusal.
@Suite struct HostileDirectoryTests {
  /// SplitMix64, so that a failure can be repeated by its seed.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private func mutated(_ content: [UInt8], by generator: inout Generator) -> [UInt8] {
    var content = content
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !content.isEmpty {
      let index = Int.random(in: 0..<content.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: content[index] = UInt8.random(in: 0...255, using: &generator)
      case 1: content[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 2: content.remove(at: index)
      default: content.insert(contentsOf: content[index...].prefix(8), at: index)
      }
    }
    return content
  }

  @Test(arguments: [UInt16(0x5031), 0x7001, 0x7002, 0x7004], [VirtualCardGeneration.cps3, .cps4])
  func `HC-10 HC-12 a damaged directory file is refused or read, never fatal, and costs no try`(
    identifier: UInt16, generation: VirtualCardGeneration
  ) throws {
    let image = try TestCards.image(generation)
    var generator = Generator(state: UInt64(identifier))
    var refused = 0
    for _ in 0..<250 {
      let bench = try Bench(
        image.replacing(identifier, with: mutated(image.content(identifier), by: &generator)))
      do throws(CPSError) {
        _ = try bench.prepare()
      } catch {
        refused += 1
        #expect(error.diagnostic != .internalFault)
      }
      #expect(bench.verifications == 0)
      #expect(bench.recorder.count.exchanges <= CardLogin.preparationBudget.exchanges)
    }
    #expect(refused > 25)
  }

  @Test(arguments: [UInt16(0x7005), 0xD101, 0xD107])
  func `HC-10 damaged data objects never hide the card`(identifier: UInt16) throws {
    let image = try TestCards.image()
    var generator = Generator(state: UInt64(identifier))
    var faults = 0
    for _ in 0..<150 {
      let bench = try Bench(
        image.replacing(identifier, with: mutated(image.content(identifier), by: &generator)))
      var channel = CardChannel(
        over: VirtualCardTransport(to: bench.card), budget: CardInspection.contentsBudget)
      let contents = try CardInspection.contents(over: &channel)
      #expect(contents.certificates.count == 2)
      #expect(contents.data.objects.allSatisfy { $0.texts.count <= 64 })
      faults += contents.data.fault == nil ? 0 : 1
      #expect(bench.verifications == 0)
    }
    #expect((faults > 0) == (identifier == 0x7005))
  }
}
