import CPSDiagnostics
import Testing

@testable import CPSAuth

@Suite struct RecordRaceTests {
  @Test(arguments: [1, 2, RecordRace.maximumTries])
  func `what nobody was quicker than counts, and nothing is tried after it`(tries: Int) async throws {
    var attempts = 0
    let outcome = try await RecordRace.outcome { () throws(CPSError) -> Int? in
      attempts += 1
      return attempts == tries ? attempts : nil
    }
    #expect(outcome == tries)
    #expect(attempts == tries)
  }

  @Test func `CC-10 who always loses is told so in the end`() async {
    var attempts = 0
    await #expect(throws: CPSError(.storeUnavailable)) {
      try await RecordRace.outcome { () throws(CPSError) -> Bool? in
        attempts += 1
        return nil
      }
    }
    #expect(attempts == RecordRace.maximumTries)
  }

  @Test func `an error ends it at once`() async {
    var attempts = 0
    await #expect(throws: CPSError(.inputMalformed)) {
      try await RecordRace.outcome { () throws(CPSError) -> Bool? in
        attempts += 1
        throw CPSError(.inputMalformed)
      }
    }
    #expect(attempts == 1)
  }

  @Test func `nothing as an outcome is one`() async throws {
    let outcome = try await RecordRace.outcome { () throws(CPSError) -> Int?? in .some(nil) }
    #expect(outcome == nil)
  }
}
