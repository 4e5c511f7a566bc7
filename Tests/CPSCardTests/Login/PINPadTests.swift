import CPSCard
import CPSDiagnostics
import SmartCard
import TestSupport
import Testing
import VirtualCPS

/// Logins whose PIN is typed at the reader: the card's counter is believed, not the reader.
@Suite struct PINPadTests {
  /// A card whose PIN has so many tries left.
  private func bench(triesLeft: UInt8 = 3) throws -> Bench {
    var image = try TestCards.image()
    for index in image.pins.indices where image.pins[index].number == 1 {
      image.pins[index].triesLeft = triesLeft
    }
    return try Bench(image)
  }

  @Test func `a PIN typed at the reader logs in with one VERIFY`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    #expect(prepared.hasPINPad)
    _ = try bench.authenticate(prepared, atPINPad: .types(TestCards.pin))
    #expect(bench.verifications == 1)
    #expect(bench.triesLeft == 3)
  }

  @Test func `a right PIN at the reader gives the tries back`() throws {
    let bench = try bench(triesLeft: 2)
    _ = try bench.authenticate(try bench.prepareAtPINPad(), atPINPad: .types(TestCards.pin))
    #expect(bench.triesLeft == 3)
  }

  @Test func `a reader without a keypad is not said to have one`() throws {
    #expect(try !Bench().prepare().hasPINPad)
  }

  @Test func `a wrong PIN at the reader is told with the counter of the card`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    let error = #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(prepared, atPINPad: .types("9999"))
    }
    #expect(error?.values["left"] == "2")
    #expect(bench.triesLeft == 2)
    #expect(bench.verifications == 1)
  }

  @Test func `the last try at the reader needs an express yes, and then blocks`() throws {
    let bench = try bench(triesLeft: 1)
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.pinLastTry)) { try bench.authenticate(prepared, atPINPad: .types("9999")) }
    #expect(bench.verifications == 0)
    #expect(throws: CPSError(.pinBlocked)) {
      try bench.authenticate(prepared, atPINPad: .types("9999"), lastTry: .confirmed)
    }
  }

  @Test(arguments: [
    ([UInt8](), Diagnostic.pinPadUnusable), ([0x90], .pinPadUnusable), ([0x64, 0x02], .pinPadUnusable),
    ([0x6B, 0x80], .pinPadUnusable), ([0x63, 0xC2], .pinPadUnusable), ([0x69, 0x83], .pinPadUnusable),
    ([0x64, 0x00], .timedOut), ([0x64, 0x01], .cancelled), ([0x64, 0x80], .cancelled),
    ([0x64, 0x03], .pinMalformed), ([0x64, 0x04], .pinMalformed),
  ])
  func `HR-13 HR-14 what a reader answers for itself spends no try`(
    answer: [UInt8], diagnostic: Diagnostic
  ) throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    let error = #expect(throws: CPSError(diagnostic)) {
      try bench.authenticate(prepared, atPINPad: .answers(answer))
    }
    #expect(bench.verifications == 0)
    #expect(bench.triesLeft == 3)
    if diagnostic == .pinMalformed { #expect(error?.values["length"] == "4") }
  }

  @Test func `HR-13 success without a PIN is not believed while a try is missing`() throws {
    let bench = try bench(triesLeft: 2)
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.pinPadUnusable)) {
      try bench.authenticate(prepared, atPINPad: .answers([0x90, 0x00]))
    }
  }

  @Test func `HR-13 success without a PIN gives no signature`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.cardReset)) {
      try bench.authenticate(prepared, atPINPad: .answers([0x90, 0x00]))
    }
    #expect(bench.verifications == 0)
  }

  @Test(arguments: [[UInt8](), [0x90, 0x00], [0x64, 0x01], [0x63, 0xC3]])
  func `HR-13 a wrong PIN is wrong whatever the reader makes of it`(answer: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(prepared, atPINPad: .falsifies("9999", answer))
    }
    #expect(bench.triesLeft == 2)
  }

  @Test func `HC-23 a counter that falls by two at the reader is an alarm`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    let greedy = InterposedTransport(to: bench.card) { (command, card) throws(CPSError) in
      if command[1] == Bench.verify { _ = try card(command) }
      return try card(command)
    }
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.authenticate(prepared, atPINPad: .types("9999"), over: greedy)
    }
  }

  @Test func `HC-33 a card that is gone after the keypad leaves the try in doubt`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    let pulled = InterposedTransport(to: bench.card) { (command, card) throws(CPSError) in
      defer { if command[1] == Bench.verify { bench.card.powerOff() } }
      return try card(command)
    }
    #expect(throws: CPSError(.pinStateUnknown)) {
      try bench.authenticate(prepared, atPINPad: .types(TestCards.pin), over: pulled)
    }
    #expect(bench.verifications == 1)
  }

  @Test(arguments: [Diagnostic.timedOut, .readerFault, .cardUnresponsive])
  func `a keypad that fails spends no try`(diagnostic: Diagnostic) throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.pinPadUnusable)) {
      try bench.authenticate(prepared, atPINPad: .fails(diagnostic))
    }
    #expect(bench.triesLeft == 3)
  }

  @Test func `one prepared card is good for one entry at the reader`() throws {
    let bench = try Bench()
    let prepared = try bench.prepareAtPINPad()
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, atPINPad: .types("9999")) }
    #expect(throws: CPSError(.internalFault)) { try bench.authenticate(prepared, atPINPad: .types("9999")) }
    #expect(bench.verifications == 1)
  }
}
