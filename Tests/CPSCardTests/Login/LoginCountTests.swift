import CPSCard
import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

/// What a login exchanges from card found to signature, counted at the card.
///
/// The figures are exact, so that any change shows; the limits are those that the design sets.
@Suite struct LoginCountTests {
  /// A kind of card with one length of certificate, and what is exchanged with it.
  ///
  /// 2,230 bytes is about the length of a real certificate, 1,328 that with which other software was counted.
  struct Case: Sendable, CustomTestStringConvertible {
    /// What the design allows: cold beyond the certificate and its reads of 256 bytes, and warm.
    struct Limits: Sendable {
      let cold: ExchangeCount
      let warm: ExchangeCount
    }

    let generation: VirtualCardGeneration
    let algorithm: ProofAlgorithm
    let certificateLength: Int
    let cold: ExchangeCount
    let warm: ExchangeCount

    init(
      _ generation: VirtualCardGeneration, _ algorithm: ProofAlgorithm, _ certificateLength: Int,
      cold: (Int, Int), warm: (Int, Int)
    ) {
      self.generation = generation
      self.algorithm = algorithm
      self.certificateLength = certificateLength
      self.cold = ExchangeCount(exchanges: cold.0, bytes: cold.1)
      self.warm = ExchangeCount(exchanges: warm.0, bytes: warm.1)
    }

    var testDescription: String {
      "\(generation.rawValue), \(algorithm.rawValue), \(certificateLength) bytes"
    }

    /// ⌈L/256⌉.
    var reads: Int { (certificateLength + 255) / 256 }

    /// Nil for a CPS4 over T=0, for which the design sets none.
    var limits: Limits? {
      switch (generation, algorithm) {
      case (.cps3, _):
        Limits(
          cold: ExchangeCount(exchanges: 30 + reads, bytes: certificateLength + 1_560),
          warm: ExchangeCount(exchanges: 12, bytes: 480))
      case (.cps4, .ps256):
        Limits(
          cold: ExchangeCount(exchanges: 22 + reads, bytes: certificateLength + 1_520),
          warm: ExchangeCount(exchanges: 11, bytes: 500))
      case (.cps4, .rs256):
        Limits(
          cold: ExchangeCount(exchanges: 23 + reads, bytes: certificateLength + 1_750),
          warm: ExchangeCount(exchanges: 12, bytes: 730))
      default: nil
      }
    }

    func image() throws(CPSError) -> VirtualCardImage {
      let refusal = VirtualCardTraits.ProbabilisticRefusal(0x6A80, at: .manageSecurityEnvironment)
      let isPadded = generation != .cps3 && algorithm == .rs256
      return try TestCards.image(
        generation, length: certificateLength,
        traits: isPadded ? VirtualCardTraits(probabilisticRefusal: refusal) : nil)
    }
  }

  private func login(
    _ connection: VirtualCardConnection, cache: MemoryCardPublicDataCache
  ) async throws -> CardAuthentication {
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    return try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try TestCards.pin()), lastTry: .refuse, cache: cache,
      transcript: TestCards.transcript)
  }

  @Test(arguments: [
    Case(.cps3, .rs256, 2_230, cold: (39, 3_758), warm: (12, 479)),
    Case(.cps3, .rs256, 1_328, cold: (36, 2_835), warm: (12, 479)),
    Case(.cps4, .ps256, 2_230, cold: (30, 3_603), warm: (10, 404)),
    Case(.cps4, .ps256, 1_328, cold: (27, 2_680), warm: (10, 404)),
    Case(.cps4, .rs256, 2_230, cold: (32, 3_844), warm: (12, 645)),
    Case(.cps4, .rs256, 1_328, cold: (29, 2_921), warm: (12, 645)),
    Case(.cps4T0, .ps256, 2_230, cold: (37, 3_646), warm: (11, 411)),
    Case(.cps4T0, .rs256, 2_230, cold: (39, 3_887), warm: (13, 652)),
  ])
  func `a login stays within the figures of the design`(_ expected: Case) async throws {
    let recorder = ExchangeRecorder()
    let card = try VirtualCard(try expected.image(), recorder: recorder)
    #expect(card.transmissionProtocol == (expected.generation == .cps4 ? .t1 : .t0))
    let connection = VirtualCardConnection(card)
    let cache = MemoryCardPublicDataCache()

    let first = try await login(connection, cache: cache)
    let cold = recorder.count
    recorder.reset()
    let second = try await login(connection, cache: cache)
    let warm = recorder.count

    #expect(first.unverifiedCertificate.count == expected.certificateLength)
    #expect(first.algorithm == expected.algorithm)
    #expect(second.algorithm == expected.algorithm)
    #expect(cold == expected.cold)
    #expect(warm == expected.warm)
    if let limits = expected.limits {
      #expect(cold.exchanges <= limits.cold.exchanges)
      #expect(cold.bytes <= limits.cold.bytes)
      #expect(warm.exchanges <= limits.warm.exchanges)
      #expect(warm.bytes <= limits.warm.bytes)
    }
  }

  @Test func `what the channel counts is what the card counts`() throws {
    let bench = try Bench()
    var channel = CardChannel(
      over: VirtualCardTransport(to: bench.card), budget: CardLogin.preparationBudget)
    _ = try CardLogin.prepare(over: &channel, cached: bench.cache, environment: .synthetic)
    #expect(channel.count == bench.recorder.count)
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4, .cps4T0])
  func `the largest admitted certificate fits the budgets`(generation: VirtualCardGeneration) throws {
    let bench = try Bench(TestCards.image(generation, length: 4_096))
    let prepared = try bench.prepare()
    #expect(try bench.authenticate(prepared).unverifiedCertificate.count == 4_096)
  }
}
