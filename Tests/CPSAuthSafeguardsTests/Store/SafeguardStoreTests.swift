import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import SafeguardChecks
import Testing

@Suite struct SafeguardStoreTests {
  @Test(arguments: SafeguardCheck.all)
  func `a measure over the memory store`(check: SafeguardCheck) async throws {
    let store = try MemoryStore(environment: .synthetic, random: SeededRandomSource(seed: 1))
    try await check.run(on: StoreUnderTest(isDurable: false) { store })
  }

  @Test func everyCheckHasANameOfItsOwn() {
    #expect(Set(SafeguardCheck.all.map(\.description)).count == SafeguardCheck.all.count)
  }
}
