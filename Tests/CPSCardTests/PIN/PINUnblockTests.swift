import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// A CPS3 unblocked with its PUK, which is the last thing that can be lost.
@Suite struct PINUnblockTests {
  private func blocked() throws(CPSError) -> CodeBench { try CodeBench(1) { $0.triesLeft = 0 } }

  @Test func `the PUK gives a blocked PIN its tries and a new value`() throws {
    let bench = try blocked()
    let outcome = try bench.unblock(bench.prepare())
    #expect(outcome.pin?.triesLeft == 3)
    #expect(outcome.puk?.usesLeft == 99)
    #expect(bench.digits == "5678")
    #expect(bench.secretCommands == ["00200002", "002c0201"])
  }

  @Test func `a forgotten PIN is replaced before it is blocked`() throws {
    let bench = try CodeBench()
    _ = try bench.unblock(bench.prepare())
    #expect(bench.digits == "5678")
  }

  @Test func `a wrong PUK costs one try of its own and none of the PIN`() throws {
    let bench = try blocked()
    let error = #expect(throws: CPSError(.pukWrong)) { try bench.unblock(bench.prepare(), puk: "11111111") }
    #expect(error?.values["left"] == "9")
    #expect(bench.triesLeft(1) == 0)
    #expect(bench.triesLeft(2) == 9)
    #expect(bench.secretCommands == ["00200002"])
  }

  @Test func `the last try of the PUK is not spent without an explicit yes`() throws {
    let bench = try CodeBench(2) { $0.triesLeft = 1 }
    let prepared = try bench.prepare()
    #expect(prepared.puk?.isLastTry == true)
    #expect(throws: CPSError(.pukLastTry)) { try bench.unblock(prepared) }
    #expect(bench.secretCommands.isEmpty)
    _ = try bench.unblock(prepared, lastTry: .confirmed)
    #expect(bench.digits == "5678")
  }

  @Test func `the last use of the PUK is not spent without an explicit yes`() throws {
    let bench = try CodeBench(2) { $0.usesLeft = 1 }
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pukLastTry)) { try bench.unblock(prepared) }
    #expect(bench.secretCommands.isEmpty)
    #expect(try bench.unblock(prepared, lastTry: .confirmed).puk?.isBlocked == true)
  }

  @Test func `a PUK without tries or uses is blocked for good and never asked for`() throws {
    for bench in [try CodeBench(2) { $0.triesLeft = 0 }, try CodeBench(2) { $0.usesLeft = 0 }] {
      let prepared = try bench.prepare()
      #expect(prepared.puk?.isBlocked == true)
      #expect(throws: CPSError(.pukBlocked)) { try bench.unblock(prepared, lastTry: .confirmed) }
      #expect(bench.secretCommands.isEmpty)
    }
  }

  @Test func `the last wrong PUK blocks it for good`() throws {
    let bench = try CodeBench(2) { $0.triesLeft = 1 }
    #expect(throws: CPSError(.pukBlocked)) {
      try bench.unblock(bench.prepare(), puk: "11111111", lastTry: .confirmed)
    }
  }

  @Test func `a PUK or a PIN of another length is never sent`() throws {
    let bench = try blocked()
    let prepared = try bench.prepare()
    bench.recorder.reset()
    #expect(throws: CPSError(.pukMalformed)) { try bench.unblock(prepared, puk: "8765432") }
    #expect(throws: CPSError(.pinNewMalformed)) { try bench.unblock(prepared, to: "56789") }
    #expect(bench.recorder.count.exchanges == 0)
  }

  @Test(arguments: [[0x63, 0x00], [0x6F, 0x00], [0x64, 0x00]] as [[UInt8]])
  func `HC-21 a PUK without a verdict is possibly spent and not presented again`(status: [UInt8]) throws {
    let bench = try blocked()
    var sent = 0
    #expect(throws: CPSError(.pukStateUnknown)) {
      try bench.unblock(bench.prepare()) { (command, card) throws(CPSError) in
        sent += command[1] == 0x20 ? 1 : 0
        return command[1] == 0x20 ? status : try card(command)
      }
    }
    #expect(sent == 1)
  }

  @Test(arguments: [[0x63, 0xC8], [0x63, 0xC0]] as [[UInt8]])
  func `HC-23 a counter of the PUK that falls by more than one is an alarm`(status: [UInt8]) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.unblock(bench.prepare(), through: CodeBench.answering(0x20, status))
    }
  }

  @Test(arguments: [[0x6A, 0x80], [0x69, 0x82], [0x69, 0x85], [0x6D, 0x00]] as [[UInt8]])
  func `a refusal after the right PUK says that the PIN is as it was`(status: [UInt8]) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinNotUnblocked)) {
      try bench.unblock(bench.prepare(), through: CodeBench.answering(0x2C, status))
    }
    #expect(bench.triesLeft(1) == 0)
    #expect(bench.digits == "1234")
  }

  @Test(arguments: [[0x6F, 0x00], [0x65, 0x81], [0x63, 0x00]] as [[UInt8]])
  func `HC-21 no verdict after the right PUK is said so`(status: [UInt8]) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinUnblockUnknown)) {
      try bench.unblock(bench.prepare(), through: CodeBench.answering(0x2C, status))
    }
  }

  @Test(arguments: [CardFault.Effect.mute, .emptyAnswer, .removal, .removalAfterAction])
  func `HC-33 a card lost on the way says at which step`(effect: CardFault.Effect) throws {
    // Serial and tries of the PUK take four commands; then its VERIFY, then the new PIN.
    for (step, row) in [(4, Diagnostic.pukStateUnknown), (5, .pinUnblockUnknown)] {
      let bench = try blocked()
      let prepared = try bench.prepare()
      bench.card.plan(CardFault(effect, afterExchanges: step))
      #expect(throws: CPSError(row)) { try bench.unblock(prepared) }
      #expect(bench.secretCommands.count <= step - 3)
    }
  }

  @Test func `CC-02 a reset after the PUK leaves the PIN blocked, and the PUK is not presented again`() throws
  {
    let bench = try blocked()
    #expect(throws: CPSError(.pinNotUnblocked)) {
      try bench.unblock(bench.prepare()) { (command, card) throws(CPSError) in
        if command[1] == 0x2C { bench.card.reset() }
        return try card(command)
      }
    }
    #expect(bench.secretCommands == ["00200002", "002c0201"])
    #expect(bench.triesLeft(1) == 0)
  }

  @Test func `a card that lists no PUK, or two, cannot be unblocked`() throws {
    let pin = DirectoryEncoding.pin(flags: DirectoryEncoding.noFlags)
    let puk = DirectoryEncoding.pin(
      identifier: [0x02], flags: DirectoryEncoding.unblocking, minimum: 8, stored: 8, maximum: 8, number: 2)
    let without = try CodeBench(TestCards.image().replacing(0x7001, with: pin))
    let prepared = try without.prepare()
    #expect(prepared.puk == nil)
    #expect(prepared.pukLengths == nil)
    #expect(throws: CPSError(.cardIncomplete)) { try without.unblock(prepared) }
    #expect(without.secretCommands.isEmpty)
    let doubled = try CodeBench(TestCards.image().replacing(0x7001, with: pin + puk + puk))
    #expect(throws: CPSError(.cardIncomplete)) { try doubled.prepare() }
  }
}
