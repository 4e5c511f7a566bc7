import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthSQLite

@Suite struct SQLiteStoreConformanceTests {
  @Test(arguments: StoreConformance.checks)
  func `the SQLite store conforms`(check: StoreConformance) async throws {
    let directory = try TemporaryDirectory()
    let state = StoreUnderTest(isDurable: true) {
      try await SQLiteStore.open(
        at: directory.path("state.sqlite"), environment: .synthetic, random: SystemRandomSource())
    }
    try await check.run(on: state)
  }
}
