import CPSCard
import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

/// That no try is spent without need, and that none is ever spent twice.
@Suite struct PINProtectionTests {
  /// A card that answers VERIFY with `status` whatever it is given.
  private func answeringVerify(_ status: [UInt8]) -> InterposedTransport.Interposer {
    { (command, card) throws(CPSError) in
      command[1] == Bench.verify ? status : try card(command)
    }
  }

  @Test func `the state of the PIN is known before the prompt and costs nothing`() throws {
    let bench = try Bench()
    let status = try bench.prepare().pinStatus
    #expect(status.triesLeft == 3)
    #expect(status.maximumTries == 3)
    #expect(!status.isBlocked)
    #expect(!status.isLastTry)
    #expect(bench.verifications == 0)
    #expect(bench.triesLeft == 3)
  }

  @Test func `a wrong PIN is presented once and costs one try`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    let error = #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    #expect(error?.values["left"] == "2")
    #expect(bench.verifications == 1)
    #expect(bench.triesLeft == 2)
    #expect(try bench.prepare().pinStatus.triesLeft == 2)
  }

  @Test func `the right PIN gives the tries back`() throws {
    let bench = try Bench()
    let first = try bench.prepare()
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(first, pin: "9999") }
    _ = try bench.authenticate(try bench.prepare())
    #expect(bench.triesLeft == 3)
  }

  @Test func `the last try is not spent without an explicit yes`() throws {
    let bench = try Bench()
    for _ in 0..<2 {
      let prepared = try bench.prepare()
      #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    }
    let prepared = try bench.prepare()
    #expect(prepared.pinStatus.isLastTry)
    bench.recorder.reset()
    #expect(throws: CPSError(.pinLastTry)) { try bench.authenticate(prepared) }
    #expect(bench.recorder.count.exchanges == 0)
    _ = try bench.authenticate(prepared, lastTry: .confirmed)
    #expect(bench.triesLeft == 3)
  }

  @Test func `HC-22 the last try lost blocks the card, and no PIN is asked for any more`() throws {
    let bench = try Bench()
    for _ in 0..<2 {
      let prepared = try bench.prepare()
      #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    }
    let last = try bench.prepare()
    #expect(throws: CPSError(.pinBlocked)) {
      try bench.authenticate(last, pin: "9999", lastTry: .confirmed)
    }
    bench.recorder.reset()
    #expect(throws: CPSError(.pinBlocked)) { try bench.prepare() }
    #expect(bench.verifications == 0)
  }

  @Test(arguments: [[0x69, 0x83], [0x69, 0x84]] as [[UInt8]])
  func `HC-22 a card that says blocked is not asked again`(status: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    var sent = 0
    #expect(throws: CPSError(.pinBlocked)) {
      try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        sent += command[1] == Bench.verify ? 1 : 0
        return command[1] == Bench.verify ? status : try card(command)
      }
    }
    #expect(sent == 1)
  }

  @Test(arguments: [[0x63, 0x00], [0x61, 0x10], [0x6F, 0x00], [0x64, 0x00], [0x65, 0x81]] as [[UInt8]])
  func `HC-21 an answer without a verdict leaves the try possibly spent`(status: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pinStateUnknown)) {
      try bench.authenticate(prepared, through: answeringVerify(status))
    }
  }

  @Test(arguments: [[0x6C, 0x04], [0x67, 0x00], [0x6A, 0x86], [0x6D, 0x00], [0x69, 0x85]] as [[UInt8]])
  func `HC-04 a VERIFY that is refused is not repeated`(status: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    var sent = 0
    #expect(throws: CPSError(.unexpectedStatus)) {
      try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        sent += command[1] == Bench.verify ? 1 : 0
        return command[1] == Bench.verify ? status : try card(command)
      }
    }
    #expect(sent == 1)
  }

  @Test(arguments: [[0x63, 0xC1], [0x63, 0xC0]] as [[UInt8]])
  func `HC-23 a counter that falls by more than one is an alarm`(status: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pinCounterAnomaly)) {
      try bench.authenticate(prepared, through: answeringVerify(status))
    }
  }

  @Test func `a counter that rose meanwhile is the card's own affair`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    let error = #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(prepared, through: answeringVerify([0x63, 0xC9]))
    }
    #expect(error?.values["left"] == "9")
  }

  @Test(arguments: ["12345", "123456789012"])
  func `a PIN of a length that the card excludes is never sent`(pin: String) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pinMalformed)) { try bench.authenticate(prepared, pin: pin) }
    #expect(bench.verifications == 0)
  }

  @Test func `a card that was prepared once takes one PIN`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    #expect(throws: CPSError(.internalFault)) { try bench.authenticate(prepared) }
    #expect(bench.verifications == 1)
  }

  @Test func `HC-24 a PIN that another program left open does not stand for ours`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    _ = bench.card.transmit([0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
  }

  @Test func `CC-01 two logins on one card each present a PIN of their own`() throws {
    let bench = try Bench()
    let first = try bench.prepare()
    let second = try bench.prepare()
    _ = try bench.authenticate(first)
    _ = try bench.authenticate(second)
    #expect(bench.verifications == 2)
  }

  @Test func `a transcript that cannot be made costs no try`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    bench.recorder.reset()
    #expect(throws: CPSError(.challengeExpired)) {
      try bench.authenticate(
        prepared, transcript: { (_, _) throws(CPSError) in throw CPSError(.challengeExpired) })
    }
    #expect(throws: CPSError(.internalFault)) {
      try bench.authenticate(
        prepared,
        transcript: { (certificate, _) throws(CPSError) in
          try TestCards.transcript(certificate, .ps256)
        })
    }
    #expect(bench.recorder.count.exchanges == 0)
  }

  @Test(arguments: [CardFault.Effect.mute, .emptyAnswer, .removal, .removalAfterAction])
  func `HC-33 a card lost in VERIFY leaves the try possibly spent`(effect: CardFault.Effect) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    bench.card.plan(CardFault(effect, afterExchanges: 2))
    #expect(throws: CPSError(.pinStateUnknown)) { try bench.authenticate(prepared, pin: "9999") }
    #expect(bench.verifications <= 1)
  }

  @Test func `HC-33 the counter is read again before a new prompt`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    bench.card.plan(CardFault(.removalAfterAction, afterExchanges: 2))
    #expect(throws: CPSError(.pinStateUnknown)) { try bench.authenticate(prepared, pin: "9999") }
    bench.card.insert()
    bench.card.powerOn()
    #expect(try bench.prepare().pinStatus.triesLeft == 2)
  }

  @Test(arguments: [CardFault.Effect.mute, .removal])
  func `a card lost before VERIFY costs no try`(effect: CardFault.Effect) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    bench.card.plan(CardFault(effect, afterExchanges: 1))
    let error = #expect(throws: CPSError.self) { try bench.authenticate(prepared) }
    #expect(error?.diagnostic != .pinStateUnknown)
    #expect(bench.verifications == 0)
    #expect(bench.triesLeft == 3)
  }

  @Test(arguments: [[0x6A, 0x82], [0x6D, 0x00], [0x69, 0x82]] as [[UInt8]])
  func `CC-03 a card without a serial in place of the first never gets the PIN`(status: [UInt8]) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.cardChanged)) {
      try bench.authenticate(prepared) { (command, _) throws(CPSError) in
        #expect(command[1] != Bench.verify)
        return status
      }
    }
  }
}
