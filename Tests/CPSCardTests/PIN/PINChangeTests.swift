import CPSCard
import CPSDiagnostics
import SmartCard
import Testing
import VirtualCPS

/// The PIN tried and changed on a CPS3.
@Suite struct PINChangeTests {
  @Test func `both codes and their tries are known before the prompt, and nothing is spent`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    #expect(prepared.serial.digits == TestCards.serial)
    #expect(prepared.pin.triesLeft == 3)
    #expect(prepared.puk?.triesLeft == 10)
    #expect(prepared.puk?.usesLeft == 100)
    #expect(prepared.pinLengths == 4...4)
    #expect(prepared.pukLengths == 8...8)
    #expect(bench.secretCommands.isEmpty)
  }

  @Test func `a right PIN gives its tries back`() throws {
    let bench = try CodeBench(1) { $0.triesLeft = 2 }
    #expect(try bench.verify(bench.prepare()).pin?.triesLeft == 3)
    #expect(bench.secretCommands == ["00200001"])
  }

  @Test func `the PIN is changed by one command, and the new one holds`() throws {
    let bench = try CodeBench()
    let outcome = try bench.change(bench.prepare())
    #expect(outcome.pin?.triesLeft == 3)
    #expect(bench.digits == "5678")
    #expect(bench.secretCommands == ["00240001"])
  }

  @Test func `a wrong old PIN costs one try and changes nothing`() throws {
    let bench = try CodeBench()
    let error = #expect(throws: CPSError(.pinWrong)) { try bench.change(bench.prepare(), from: "9999") }
    #expect(error?.values["left"] == "2")
    #expect(bench.digits == "1234")
    #expect(bench.triesLeft(1) == 2)
    #expect(bench.secretCommands.count == 1)
  }

  @Test func `a new PIN that is none for this card is never sent`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    bench.recorder.reset()
    #expect(throws: CPSError(.pinSame)) { try bench.change(prepared, to: TestCards.pin) }
    #expect(throws: CPSError(.pinNewMalformed)) { try bench.change(prepared, to: "56789") }
    #expect(throws: CPSError(.pinMalformed)) { try bench.change(prepared, from: "12345") }
    #expect(throws: CPSError(.pinNewMalformed)) { try prepared.requireAdmitted(TestCards.pin("567890")) }
    #expect(bench.recorder.count.exchanges == 0)
    _ = try bench.change(prepared)
  }

  @Test func `a card that was prepared once takes one code`() throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pinWrong)) { try bench.change(prepared, from: "9999") }
    #expect(throws: CPSError(.internalFault)) { try bench.change(prepared) }
    #expect(throws: CPSError(.internalFault)) { try bench.verify(prepared) }
    #expect(bench.secretCommands.count == 1)
  }

  @Test func `the last try is not spent without an explicit yes, even when it became the last since`() throws
  {
    let bench = try CodeBench(1) { $0.triesLeft = 2 }
    let prepared = try bench.prepare()
    #expect(!prepared.pin.isLastTry)
    _ = bench.card.transmit([0x00, 0x20, 0x00, 0x01, 0x04, 0x39, 0x39, 0x39, 0x39])
    bench.recorder.reset()
    #expect(throws: CPSError(.pinLastTry)) { try bench.change(prepared) }
    #expect(throws: CPSError(.pinLastTry)) { try bench.verify(prepared) }
    #expect(bench.secretCommands.isEmpty)
    _ = try bench.change(prepared, lastTry: .confirmed)
    #expect(bench.digits == "5678")
  }

  @Test func `HC-22 a blocked PIN is neither tried nor changed`() throws {
    let bench = try CodeBench(1) { $0.triesLeft = 0 }
    let prepared = try bench.prepare()
    #expect(prepared.pin.isBlocked)
    #expect(throws: CPSError(.pinBlocked)) { try bench.change(prepared, lastTry: .confirmed) }
    #expect(throws: CPSError(.pinBlocked)) { try bench.verify(prepared, lastTry: .confirmed) }
    #expect(bench.secretCommands.isEmpty)
  }

  @Test func `HC-22 the last try lost blocks the PIN`() throws {
    let bench = try CodeBench(1) { $0.triesLeft = 1 }
    #expect(throws: CPSError(.pinBlocked)) {
      try bench.change(bench.prepare(), from: "9999", lastTry: .confirmed)
    }
    #expect(bench.triesLeft(1) == 0)
  }

  @Test(arguments: [[0x63, 0xC1], [0x63, 0xC0]] as [[UInt8]])
  func `HC-23 a counter that falls by more than one is an alarm`(status: [UInt8]) throws {
    let bench = try CodeBench()
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.change(bench.prepare(), through: CodeBench.answering(0x24, status))
    }
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.verify(bench.prepare(), through: CodeBench.answering(0x20, status))
    }
  }

  @Test(arguments: [[0x6A, 0x80], [0x67, 0x00], [0x69, 0x82], [0x6D, 0x00], [0x6C, 0x08]] as [[UInt8]])
  func `a change that the card refuses leaves the old PIN, and is not repeated`(status: [UInt8]) throws {
    let bench = try CodeBench()
    var sent = 0
    #expect(throws: CPSError(.pinNotChanged)) {
      try bench.change(bench.prepare()) { (command, card) throws(CPSError) in
        sent += command[1] == 0x24 ? 1 : 0
        return command[1] == 0x24 ? status : try card(command)
      }
    }
    #expect(sent == 1)
    #expect(bench.digits == "1234")
  }

  @Test(arguments: [[0x63, 0x00], [0x6F, 0x00], [0x65, 0x81], [0x61, 0x04]] as [[UInt8]])
  func `HC-21 an answer without a verdict leaves open which PIN holds`(status: [UInt8]) throws {
    let bench = try CodeBench()
    #expect(throws: CPSError(.pinChangeUnknown)) {
      try bench.change(bench.prepare(), through: CodeBench.answering(0x24, status))
    }
  }

  @Test func `HC-21 without a verdict the counter is read again`() throws {
    let bench = try CodeBench()
    let error = #expect(throws: CPSError(.pinWrong)) {
      try bench.verify(bench.prepare(), pin: "9999") { (command, card) throws(CPSError) in
        let answer = try card(command)
        return command[1] == 0x20 ? [0x63, 0x00] : answer
      }
    }
    #expect(error?.values["left"] == "2")
    #expect(throws: CPSError(.pinStateUnknown)) {
      try bench.verify(bench.prepare(), through: CodeBench.answering(0x20, [0x63, 0x00]))
    }
  }

  @Test func `HC-23 a counter read again that fell by two is an alarm`() throws {
    let bench = try CodeBench()
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.verify(bench.prepare(), pin: "9999") { (command, card) throws(CPSError) in
        guard command[1] == 0x20 else { return try card(command) }
        _ = try card(command)
        _ = try card(command)
        return [0x6F, 0x00]
      }
    }
  }

  @Test(arguments: [CardFault.Effect.mute, .emptyAnswer, .removal, .removalAfterAction])
  func `HC-33 a card lost in the change leaves open which PIN holds`(effect: CardFault.Effect) throws {
    let bench = try CodeBench()
    let prepared = try bench.prepare()
    // Serial and tries take four commands; the change is the fifth.
    bench.card.plan(CardFault(effect, afterExchanges: 4))
    #expect(throws: CPSError(.pinChangeUnknown)) { try bench.change(prepared) }
    #expect(bench.secretCommands.count == (effect == .removal ? 0 : 1))
    #expect(bench.digits == (effect == .removal ? "1234" : "5678"))
  }

  @Test func `CC-03 another card never gets a code`() throws {
    let prepared = try CodeBench().prepare()
    let other = try CodeBench(TestCards.image(serial: TestCards.otherSerial))
    #expect(throws: CPSError(.cardChanged)) { try other.change(prepared) }
    #expect(throws: CPSError(.cardChanged)) { try other.verify(prepared) }
    #expect(throws: CPSError(.cardChanged)) { try other.unblock(prepared) }
    #expect(other.secretCommands.isEmpty)
  }

  @Test func `each transaction with a code ends with a reset, however it goes`() async throws {
    let connection = TransactionLog(VirtualCardConnection(try VirtualCard(try TestCards.image())))
    let prepared = try await CardPIN.prepare(on: connection)
    await #expect(throws: CPSError(.pinWrong)) {
      try await CardPIN.verify(prepared, on: connection, pin: try TestCards.pin("9999"), lastTry: .refuse)
    }
    let again = try await CardPIN.prepare(on: connection)
    _ = try await CardPIN.change(
      again, on: connection, from: try TestCards.pin(), to: try TestCards.pin("5678"), lastTry: .refuse)
    let last = try await CardPIN.prepare(on: connection)
    let outcome = try await CardPIN.unblock(
      last, on: connection, puk: try TestCards.pin(CodeBench.puk), to: try TestCards.pin(), lastTry: .refuse)
    #expect(outcome.puk?.usesLeft == 99)
    #expect(connection.ends == [.leave, .reset, .leave, .reset, .leave, .reset])
  }
}
