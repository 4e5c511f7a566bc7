import CPSCard
import SmartCard
import Testing
import VirtualCPS

/// What a login on a CPS3 exchanges from card found to signature, counted at the card.
///
/// The figures are exact, so that any change shows; the limits are those that the design sets.
@Suite struct LoginCountTests {
  /// One length of certificate, and what is exchanged with it.
  struct Case: Sendable {
    let certificateLength: Int
    let cold: ExchangeCount

    /// ⌈L/256⌉: a certificate is read 256 bytes at a time.
    var reads: Int { (certificateLength + 255) / 256 }
  }

  private func login(
    _ connection: VirtualCardConnection, cache: MemoryCardPublicDataCache
  ) async throws -> CardAuthentication {
    let prepared = try await CardLogin.prepare(on: connection, cache: cache)
    return try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try TestCards.pin()), lastTry: .refuse, cache: cache,
      transcript: TestCards.transcript)
  }

  /// 2,230 bytes is about the length of a real certificate, 1,328 that with which other software was
  /// counted.
  @Test(arguments: [
    Case(certificateLength: 2_230, cold: ExchangeCount(exchanges: 39, bytes: 3_758)),
    Case(certificateLength: 1_328, cold: ExchangeCount(exchanges: 36, bytes: 2_835)),
  ])
  func `a login on a CPS3 over T=0 stays within the figures of the design`(_ expected: Case) async throws {
    let length = expected.certificateLength
    let recorder = ExchangeRecorder()
    let card = try VirtualCard(try TestCards.image(length: length), recorder: recorder)
    #expect(card.transmissionProtocol == .t0)
    let connection = VirtualCardConnection(card)
    let cache = MemoryCardPublicDataCache()

    let first = try await login(connection, cache: cache)
    let cold = recorder.count
    recorder.reset()
    _ = try await login(connection, cache: cache)
    let warm = recorder.count

    #expect(first.unverifiedCertificate.count == length)
    #expect(cold == expected.cold)
    #expect(cold.exchanges <= 30 + expected.reads)
    #expect(cold.bytes <= length + 1_560)
    #expect(warm == ExchangeCount(exchanges: 12, bytes: 479))
    #expect(warm.exchanges <= 12)
    #expect(warm.bytes <= 480)
  }

  @Test func `what the channel counts is what the card counts`() throws {
    let bench = try Bench()
    var channel = CardChannel(
      over: VirtualCardTransport(to: bench.card), budget: CardLogin.preparationBudget)
    _ = try CardLogin.prepare(over: &channel, cached: bench.cache)
    #expect(channel.count == bench.recorder.count)
  }

  @Test func `the largest admitted certificate fits the budgets`() throws {
    let bench = try Bench(TestCards.image(length: 4_096))
    let prepared = try bench.prepare()
    #expect(try bench.authenticate(prepared).unverifiedCertificate.count == 4_096)
  }
}
