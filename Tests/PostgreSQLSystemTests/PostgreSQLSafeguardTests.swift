import CPSAuthTesting
import SafeguardChecks
import Testing

@Suite struct PostgreSQLSafeguardTests {
  @Test(arguments: SafeguardCheck.all)
  func `a measure over the PostgreSQL store`(check: SafeguardCheck) async throws {
    let database = try await SharedDatabase()
    try await check.run(on: StoreUnderTest(isDurable: true) { try await database.open() })
  }
}
