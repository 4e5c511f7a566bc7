import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// The PIN of a CPS4 changed and unblocked, which takes several commands: what is left when it breaks.
@Suite struct CPS4CodeTests {
  private static let change: UInt8 = 0x24
  private static let reset: UInt8 = 0x2C

  private func bench(_ generation: VirtualCardGeneration = .cps4) throws(CPSError) -> CodeBench {
    try CodeBench(TestCards.image(generation))
  }

  private func blocked() throws(CPSError) -> CodeBench { try CodeBench(1, of: .cps4) { $0.triesLeft = 0 } }

  /// Severs the card at the instruction `instruction`, before or after it acted.
  private func losing(_ instruction: UInt8, afterAction: Bool) -> InterposedTransport.Interposer {
    { (command, card) throws(CPSError) in
      guard command[1] == instruction else { return try card(command) }
      if afterAction { _ = try card(command) }
      throw CPSError(.cardRemoved)
    }
  }

  @Test(arguments: [VirtualCardGeneration.cps4, .cps4T0])
  func `the PIN is changed by VERIFY and CHANGE`(generation: VirtualCardGeneration) throws {
    let bench = try bench(generation)
    let prepared = try bench.prepare()
    #expect(prepared.puk?.triesLeft == 10)
    #expect(prepared.puk?.usesLeft == nil)
    let outcome = try bench.change(prepared)
    #expect(outcome.pin?.triesLeft == 3)
    #expect(bench.secretCommands == ["01200001", "01240101"])
    #expect(bench.digits == "5678")
  }

  @Test(arguments: [VirtualCardGeneration.cps4, .cps4T0])
  func `the PIN is unblocked by VERIFY of the PUK, RESET and CHANGE`(generation: VirtualCardGeneration) throws
  {
    let bench = try CodeBench(1, of: generation) { $0.triesLeft = 0 }
    let outcome = try bench.unblock(bench.prepare())
    #expect(outcome.pin?.triesLeft == 3)
    #expect(bench.secretCommands == ["01200002", "01240101"])
    #expect(bench.recorder.lines.contains(generation == .cps4 ? "> 012c0381" : "> 012c038100"))
    #expect(bench.digits == "5678")
  }

  @Test func `a wrong old PIN costs one try, and CHANGE is not sent`() throws {
    let bench = try bench()
    let error = #expect(throws: CPSError(.pinWrong)) { try bench.change(bench.prepare(), from: "9999") }
    #expect(error?.values["left"] == "2")
    #expect(bench.secretCommands == ["01200001"])
    #expect(bench.digits == "1234")
  }

  @Test func `a wrong PUK costs one try of its own, and nothing follows`() throws {
    let bench = try blocked()
    let error = #expect(throws: CPSError(.pukWrong)) { try bench.unblock(bench.prepare(), puk: "11111111") }
    #expect(error?.values["left"] == "9")
    #expect(bench.secretCommands == ["01200002"])
    #expect(bench.triesLeft(1) == 0)
  }

  @Test(arguments: [[0x6A, 0x80], [0x69, 0x82], [0x69, 0x85], [0x67, 0x00], [0x6D, 0x00]] as [[UInt8]])
  func `a CHANGE that is refused after VERIFY leaves the old PIN`(status: [UInt8]) throws {
    let bench = try bench()
    let error = #expect(throws: CPSError(.pinNotChanged)) {
      try bench.change(bench.prepare(), through: CodeBench.answering(Self.change, status))
    }
    #expect(error?.values["status"]?.count == 4)
    #expect(bench.digits == "1234")
    #expect(bench.triesLeft(1) == 3)
  }

  @Test(arguments: [false, true])
  func `HC-33 a card lost in the CHANGE leaves the old PIN or the new`(afterAction: Bool) throws {
    let bench = try bench()
    #expect(throws: CPSError(.pinChangeUnknown)) {
      try bench.change(bench.prepare(), through: losing(Self.change, afterAction: afterAction))
    }
    #expect(bench.digits == (afterAction ? "5678" : "1234"))
  }

  @Test(arguments: [[0x63, 0x00], [0x6F, 0x00], [0x65, 0x81], [0x64, 0x00]] as [[UInt8]])
  func `HC-21 a CHANGE without a verdict leaves the old PIN or the new`(status: [UInt8]) throws {
    let bench = try bench()
    #expect(throws: CPSError(.pinChangeUnknown)) {
      try bench.change(bench.prepare(), through: CodeBench.answering(Self.change, status))
    }
  }

  @Test func `a card lost in the VERIFY of a change may have lost a try, and the old PIN holds`() throws {
    let bench = try bench()
    #expect(throws: CPSError(.pinStateUnknown)) {
      try bench.change(bench.prepare()) { (command, card) throws(CPSError) in
        guard command[1] == 0x20, command.count > 5 else { return try card(command) }
        throw CPSError(.cardRemoved)
      }
    }
    #expect(bench.digits == "1234")
  }

  @Test(arguments: [[0x69, 0x82], [0x6A, 0x86], [0x6D, 0x00]] as [[UInt8]])
  func `a RESET that is refused leaves the PIN blocked as it was`(status: [UInt8]) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinNotUnblocked)) {
      try bench.unblock(bench.prepare(), through: CodeBench.answering(Self.reset, status))
    }
    #expect(bench.triesLeft(1) == 0)
    #expect(bench.secretCommands == ["01200002"])
  }

  @Test(arguments: [false, true])
  func `HC-33 a card lost in the RESET keeps the old PIN, perhaps with its tries`(afterAction: Bool) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinUnblockBegun)) {
      try bench.unblock(bench.prepare(), through: losing(Self.reset, afterAction: afterAction))
    }
    #expect(bench.digits == "1234")
    #expect(bench.triesLeft(1) == (afterAction ? 3 : 0))
  }

  @Test func `a new PIN that is refused after the RESET is said to be unblocked only`() throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinUnblockedOnly)) {
      try bench.unblock(bench.prepare(), through: CodeBench.answering(Self.change, [0x6A, 0x80]))
    }
    #expect(bench.triesLeft(1) == 3)
    #expect(bench.digits == "1234")
  }

  @Test(arguments: [false, true])
  func `HC-33 a card lost in the last step is unblocked, with the old PIN or the new`(
    afterAction: Bool
  ) throws {
    let bench = try blocked()
    #expect(throws: CPSError(.pinUnblockedUnknown)) {
      try bench.unblock(bench.prepare(), through: losing(Self.change, afterAction: afterAction))
    }
    #expect(bench.triesLeft(1) == 3)
    #expect(bench.digits == (afterAction ? "5678" : "1234"))
  }

  @Test func `CC-02 a reset between two steps leaves the old PIN, and no code is presented again`() throws {
    let bench = try bench()
    #expect(throws: CPSError(.pinNotChanged)) {
      try bench.change(bench.prepare()) { (command, card) throws(CPSError) in
        if command[1] == Self.change { bench.card.reset() }
        return try card(command)
      }
    }
    #expect(bench.secretCommands == ["01200001", "01240101"])
    let blocked = try blocked()
    #expect(throws: CPSError(.pinNotUnblocked)) {
      try blocked.unblock(blocked.prepare()) { (command, card) throws(CPSError) in
        if command[1] == Self.reset { blocked.card.reset() }
        return try card(command)
      }
    }
    #expect(blocked.secretCommands == ["01200002"])
    #expect(blocked.triesLeft(1) == 0)
  }

  @Test func `the last try of the PUK is not spent without an explicit yes`() throws {
    let bench = try CodeBench(2, of: .cps4) { $0.triesLeft = 1 }
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pukLastTry)) { try bench.unblock(prepared) }
    #expect(bench.secretCommands.isEmpty)
  }

  @Test func `a PUK that is blocked for good is never sent`() throws {
    let bench = try CodeBench(2, of: .cps4) { $0.triesLeft = 0 }
    #expect(throws: CPSError(.pukBlocked)) { try bench.unblock(bench.prepare(), lastTry: .confirmed) }
    #expect(bench.secretCommands.isEmpty)
  }

  @Test func `HC-23 a counter that falls by more than one is an alarm`() throws {
    let bench = try bench()
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.change(bench.prepare()) { (command, card) throws(CPSError) in
        command[1] == 0x20 && command.count > 5 ? [0x63, 0xC1] : try card(command)
      }
    }
  }
}
