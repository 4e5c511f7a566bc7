import CPSAuthTesting
import Testing

@Suite struct PostgreSQLStoreConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `the PostgreSQL store conforms`(check: StoreConformance) async throws {
    let database = try await SharedDatabase()
    try await check.run(on: StoreUnderTest(isDurable: true) { try await database.open() })
  }
}
