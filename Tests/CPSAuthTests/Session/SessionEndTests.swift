import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuth

/// What a request hears that comes after the end.
@Suite struct SessionEndTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  private static let rows: [(SessionEnd.Reason, Diagnostic)] = [
    (.logout, .sessionEnded), (.limit, .sessionEnded), (.replaced, .sessionReplaced),
    (.presence, .presenceLapsed), (.card, .sessionCardRefused), (.otherKey, .sessionTokenStolen),
    (.administrator, .sessionEndedByAdministrator),
  ]

  @Test(arguments: rows)
  func `the holder of the key is told why`(reason: SessionEnd.Reason, row: Diagnostic) async throws {
    let opened = try await bench.logIn()
    try await bench.store.endSessions(
      .token(hash: try opened.token.hash()), SessionEnd(reason, at: bench.clock.now()))
    await expect(row) { try await bench.recognise(opened.token) }
    #expect(Diagnostic.sessionEnds.contains(row))
  }

  @Test(arguments: SessionEnd.Reason.allCases)
  func `CL-11 whoever does not hold it is told nothing`(reason: SessionEnd.Reason) async throws {
    let opened = try await bench.logIn()
    try await bench.store.endSessions(
      .token(hash: try opened.token.hash()), SessionEnd(reason, at: bench.clock.now()))
    let other = try bench.otherWorkstation()
    await expect(.sessionMissing) { try await bench.recognise(opened.token, from: other) }
  }

  @Test func `every reason has a row, and every row of an end is an answer 401`() {
    #expect(Set(Self.rows.map(\.0)) == Set(SessionEnd.Reason.allCases))
    for row in Self.rows.map(\.1) { #expect(row.httpStatus == 401) }
  }

  @Test func `CL-09 the holder of a stolen token hears of the theft`() async throws {
    let opened = try await bench.logIn()
    let thief = try bench.otherWorkstation()
    await expect(.sessionKeyMismatch) { try await bench.recognise(opened.token, from: thief) }
    await expect(.sessionTokenStolen) { try await bench.recognise(opened.token) }
    await expect(.sessionMissing) { try await bench.recognise(opened.token, from: thief) }
  }
}
