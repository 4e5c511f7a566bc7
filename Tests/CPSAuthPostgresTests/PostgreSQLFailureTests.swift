import CPSDiagnostics
import Testing

@testable import CPSAuthPostgres

@Suite struct PostgreSQLFailureTests {
  @Test(arguments: ["XX001", "XX002", "42P01", "42703", "3F000"])
  func `damaged pages and missing tables are damage`(state: String) {
    #expect(PostgreSQLFailure.error(state: state, message: "a").diagnostic == .storeCorrupt)
  }

  @Test(arguments: ["", "08006", "23505", "25006", "40001", "53100", "57014", "57P01"])
  func `everything else is a store that does not answer`(state: String) {
    #expect(PostgreSQLFailure.error(state: state, message: "a").diagnostic == .storeUnavailable)
  }

  @Test func `a message is shown as one harmless line`() {
    let error = PostgreSQLFailure.error(state: "57P01", message: "first\u{1B}[2J\nsecond")
    #expect(error.reason?.contains("\u{1B}") == false)
    #expect(error.reason?.contains("second") == false)
    #expect(error.reason?.contains("57P01") == true)
  }
}
