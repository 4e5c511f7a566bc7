import CPSAuth
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuthTesting

@Suite struct StoreConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `the memory store conforms`(check: StoreConformance) async throws {
    let store = try MemoryStore(environment: .synthetic, random: SeededRandomSource(seed: 1))
    try await check.run(on: StoreUnderTest(isDurable: false) { store })
  }
}
