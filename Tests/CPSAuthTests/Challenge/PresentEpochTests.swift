import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// How often challenges ask the store for its epoch; what becomes of one that has ended is `SQLiteServiceTests`' to show.
@Suite struct PresentEpochTests {
  private let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
  private let store: FailingStore
  private let epoch: PresentEpoch

  init() throws {
    store = FailingStore(try MemoryStore(environment: .synthetic, random: SystemRandomSource()))
    epoch = PresentEpoch(of: store, clock: clock)
  }

  @Test func `the store is asked once a second`() async throws {
    let own = try await store.epoch()
    for (step, readings) in [(Duration.zero, 2), (.milliseconds(999), 2), (.milliseconds(1), 3), (.zero, 3)] {
      clock.advance(by: step)
      #expect(try await epoch.read() == own)
      #expect(store.epochReadings == readings)
    }
  }

  @Test func `FT-03 what was read at a moment that is to come is read again`() async throws {
    _ = try await epoch.read()
    clock.advance(by: .milliseconds(-1))
    _ = try await epoch.read()
    #expect(store.epochReadings == 2)
  }

  @Test func `an epoch that is known to have ended is read again`() async throws {
    _ = try await epoch.read()
    epoch.forget()
    _ = try await epoch.read()
    #expect(store.epochReadings == 2)
  }

  @Test func `ST-08 a store that does not answer gives no epoch, and what it said lasts a second`()
    async throws
  {
    store.fail(.epoch)
    await expect(.storeUnavailable) { _ = try await epoch.read() }
    store.fail(nil)
    _ = try await epoch.read()
    store.fail(.epoch)
    _ = try await epoch.read()
    clock.advance(by: PresentEpoch.life)
    await expect(.storeUnavailable) { _ = try await epoch.read() }
  }
}
