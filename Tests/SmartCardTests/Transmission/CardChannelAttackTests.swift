import CPSDiagnostics
import SmartCard
import Testing

/// Cards that break the transport rules.
@Suite struct CardChannelAttackTests {
  private let read = CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 4)
  private let select = CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: [0x3F, 0x00], expecting: 256)

  @Test func `HC-01 61FF for ever is given up after the budget's commands`() {
    let transport = ScriptedTransport { (index) throws(CPSError) in index == 0 ? "61FF" : "AA61FF" }
    #expect(throws: CPSError(.cardBudgetExceeded)) { try exchange(select, with: transport) }
    #expect(transport.commands.count == 20)
  }

  @Test func `HC-01 61FF for ever with full answers exceeds what was asked for`() {
    let full = String(repeating: "AA", count: 255) + "61FF"
    let transport = ScriptedTransport { (index) throws(CPSError) in index == 0 ? "61FF" : full }
    #expect(throws: CPSError(.responseTooLong)) { try exchange(select, with: transport) }
    #expect(transport.commands.count == 3)
  }

  @Test func `HC-01 bytes are bounded too`() throws {
    let transport = ScriptedTransport { (_) throws(CPSError) in "AABBCCDD9000" }
    var channel = CardChannel(over: transport, budget: CardBudget(exchanges: 100, bytes: 22))
    _ = try channel.send(read)
    _ = try channel.send(read)
    #expect(channel.count == ExchangeCount(exchanges: 2, bytes: 22))
    #expect(throws: CPSError(.cardBudgetExceeded)) { try channel.send(read) }
    #expect(transport.commands.count == 2)
  }

  @Test func `HC-01 an answer that overruns the budget is refused`() {
    let transport = ScriptedTransport { (_) throws(CPSError) in "AABBCCDD9000" }
    #expect(throws: CPSError(.cardBudgetExceeded)) {
      try exchange(read, with: transport, budget: CardBudget(exchanges: 100, bytes: 10))
    }
  }

  @Test(arguments: [("6100", "9000"), ("6110", "6110"), ("61FF", "6100")])
  func `HC-02 GET RESPONSE without data makes no progress`(first: String, second: String) {
    let transport = ScriptedTransport(.t0, first, second)
    #expect(throws: CPSError(.noProgress)) { try exchange(select, with: transport) }
    #expect(transport.commands.count == 2)
  }

  @Test func `HC-03 6Cxx for ever is repeated once`() {
    let transport = ScriptedTransport { (_) throws(CPSError) in "6C04" }
    #expect(throws: CPSError(.noProgress)) { try exchange(read, with: transport) }
    #expect(transport.commands.count == 2)
  }

  @Test func `HC-03 6Cxx for ever to GET RESPONSE is repeated once`() {
    let transport = ScriptedTransport { (index) throws(CPSError) in index == 0 ? "6110" : "6C10" }
    #expect(throws: CPSError(.noProgress)) { try exchange(select, with: transport) }
    #expect(transport.commands.count == 3)
  }

  @Test func `HC-03 6Cxx to a command without an answer is not repeated`() throws {
    let transport = ScriptedTransport(.t0, "6C10")
    let status = try exchange(CommandAPDU(0x00, 0x22, 0x41, 0xA4, data: [1]), with: transport).status
    #expect(status.exactLength == 16)
    #expect(transport.commands.count == 1)
  }

  @Test(arguments: ["AABBCCDDEE9000", "AABBCCDDEE6282"])
  func `HC-06 more bytes than Le are refused`(answer: String) {
    #expect(throws: CPSError(.responseTooLong)) {
      try exchange(read, with: ScriptedTransport(.t0, answer))
    }
  }

  @Test func `HC-06 a length beyond Le is not asked for`() {
    let transport = ScriptedTransport { (index) throws(CPSError) in index == 0 ? "6C05" : "AABBCCDDEE9000" }
    #expect(throws: CPSError(.responseTooLong)) { try exchange(read, with: transport) }
    #expect(transport.commands.count == 1)
  }

  @Test func `HC-06 bytes where none were asked for are refused`() {
    #expect(throws: CPSError(.responseTooLong)) {
      try exchange(CommandAPDU(0, 0x22, 0x41, 0xA4), with: ScriptedTransport(.t0, "AA9000"))
    }
  }

  @Test(arguments: ["", "90"])
  func `HC-07 an answer without a status word is refused`(answer: String) {
    #expect(throws: CPSError(.malformedResponse)) {
      try exchange(read, with: ScriptedTransport(.t0, answer))
    }
  }
}
