import CPSAuthTesting
import CPSProof
import OpenSSLKit
import SafeguardChecks
import TestSupport
import Testing

@testable import CPSAuthSQLite

@Suite struct SQLiteSafeguardTests {
  @Test(arguments: SafeguardCheck.all)
  func `a measure over the SQLite store`(check: SafeguardCheck) async throws {
    let directory = try TemporaryDirectory()
    let state = StoreUnderTest(isDurable: true) {
      try await SQLiteStore.open(
        at: directory.path("state.sqlite"), environment: .synthetic, random: SystemRandomSource())
    }
    try await check.run(on: state)
  }
}
