import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// The tries of a CPS4, asked by VERIFY without data: what it answers, and what is never made of it.
@Suite struct CPS4StatusTests {
  /// A first half in which the empty VERIFY is answered by `statuses` in turn, the last one for ever.
  private func prepare(
    _ statuses: [[UInt8]], on generation: VirtualCardGeneration = .cps4
  ) throws -> (prepared: Result<PreparedCard, CPSError>, queries: [[UInt8]]) {
    let bench = try Bench(TestCards.image(generation))
    var queries: [[UInt8]] = []
    do throws(CPSError) {
      let prepared = try bench.prepare { (command, card) throws(CPSError) in
        guard command[1] == Bench.verify else { return try card(command) }
        queries.append(command)
        return statuses[min(queries.count, statuses.count) - 1]
      }
      return (.success(prepared), queries)
    } catch {
      return (.failure(error), queries)
    }
  }

  @Test(arguments: [
    (VirtualCardGeneration.cps4, [0x01, 0x20, 0x00, 0x01] as [UInt8]),
    (.cps4T0, [0x01, 0x20, 0x00, 0x01, 0x00]),
  ])
  func `the query has no data in either protocol`(generation: VirtualCardGeneration, query: [UInt8]) throws {
    let (prepared, queries) = try prepare([[0x63, 0xC2]], on: generation)
    #expect(try prepared.get().pinStatus.triesLeft == 2)
    #expect(queries == [query])
  }

  @Test(
    arguments: [([0x63, 0xC1], 1), ([0x63, 0xC3], 3), ([0x90, 0x00], 3), ([0x63, 0xC5], 5)]
      as [([UInt8], Int)])
  func `the counter is the card's own`(status: [UInt8], left: Int) throws {
    let found = try prepare([status]).prepared.get().pinStatus
    #expect(found.triesLeft == left)
    #expect(found.maximumTries == max(left, 3))
    #expect(found.isLastTry == (left == 1))
  }

  @Test(arguments: [[0x63, 0xC0], [0x69, 0x83], [0x69, 0x84]] as [[UInt8]])
  func `HC-22 a blocked card is not asked for its PIN`(status: [UInt8]) throws {
    let (prepared, queries) = try prepare([status])
    #expect(throws: CPSError(.pinBlocked)) { try prepared.get() }
    #expect(queries.count == 1)
  }

  @Test func `6881 opens the channel again and asks once more`() throws {
    let (prepared, queries) = try prepare([[0x68, 0x81], [0x63, 0xC3]])
    #expect(try prepared.get().pinStatus.triesLeft == 3)
    #expect(queries.count == 2)
  }

  @Test(
    arguments: [[0x68, 0x81], [0x63, 0x00], [0x67, 0x00], [0x6F, 0x00], [0x69, 0x82], [0x61, 0x04]]
      as [[UInt8]])
  func `HC-21 an answer without a counter ends before the prompt`(status: [UInt8]) throws {
    let (prepared, queries) = try prepare([status])
    #expect(throws: CPSError(.unexpectedStatus)) { try prepared.get() }
    #expect(queries.count <= 2)
  }

  @Test(arguments: [[0x6C, 0x04], [0x6C, 0x00]] as [[UInt8]])
  func `HC-04 6Cxx to the query is not followed`(status: [UInt8]) throws {
    let (prepared, queries) = try prepare([status])
    #expect(throws: CPSError(.unexpectedStatus)) { try prepared.get() }
    #expect(queries.count == 1)
  }

  @Test(arguments: [[0x6A, 0x88], [0x6A, 0x82]] as [[UInt8]])
  func `a card without this PIN is told so`(status: [UInt8]) throws {
    let error = #expect(throws: CPSError(.cardIncomplete)) { try prepare([status]).prepared.get() }
    #expect(error?.values["element"] == "PIN 1")
  }

  @Test(arguments: [[0x63, 0x00], [0x6F, 0x00], [0x65, 0x81]] as [[UInt8]])
  func `HC-21 a VERIFY without a verdict is settled by the query`(status: [UInt8]) throws {
    let bench = try Bench(TestCards.image(.cps4))
    let prepared = try bench.prepare()
    let error = #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(prepared, pin: "9999") { (command, card) throws(CPSError) in
        let answer = try card(command)
        return command[1] == Bench.verify && command.count > 5 ? status : answer
      }
    }
    #expect(error?.values["left"] == "2")
    #expect(bench.verifications == 1)
  }
}
