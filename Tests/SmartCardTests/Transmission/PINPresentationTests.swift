import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@Suite struct PINPresentationTests {
  private let reference = PINReference(cla: 0x00, number: 0x01, lengths: 4...4)

  private func present(
    _ digits: String = "1234", as reference: PINReference, to transport: ScriptedTransport,
    budget: CardBudget = CardBudget(exchanges: 5, bytes: 100)
  ) throws(CPSError) -> StatusWord {
    var channel = CardChannel(over: transport, budget: budget)
    let pin = try PIN(try SecretBytes(copying: Array(digits.utf8)))
    return try channel.present(pin, as: reference)
  }

  @Test(arguments: [TransmissionProtocol.t0, .t1])
  func `the digits are sent as they are`(wire: TransmissionProtocol) throws {
    let transport = ScriptedTransport(wire, "9000")
    #expect(try present(as: reference, to: transport) == .success)
    #expect(transport.commands == ["002000010431323334"])
  }

  @Test func `the digits are padded to the stored length`() throws {
    let padded = PINReference(
      cla: 0x01, number: 0x81, lengths: 4...8,
      padding: PINReference.Padding(storedLength: 8, filler: 0xFF))
    let transport = ScriptedTransport(.t1, "9000")
    _ = try present("12345", as: padded, to: transport)
    #expect(transport.commands == ["01200081083132333435ffffff"])
  }

  @Test(arguments: ["12345", "1234567890123456"])
  func `a length that the card excludes is never sent`(digits: String) {
    let transport = ScriptedTransport(.t0, "9000")
    #expect(throws: CPSError(.pinMalformed)) { try present(digits, as: reference, to: transport) }
    #expect(transport.commands.isEmpty)
  }

  @Test func `a stored length beyond one command is never sent`() {
    let absurd = PINReference(
      cla: 0, number: 1, lengths: 4...4, padding: PINReference.Padding(storedLength: 256, filler: 0))
    let transport = ScriptedTransport(.t0, "9000")
    #expect(throws: CPSError(.pinMalformed)) { try present(as: absurd, to: transport) }
    #expect(transport.commands.isEmpty)
  }

  @Test(arguments: [CardBudget(exchanges: 0, bytes: 100), CardBudget(exchanges: 5, bytes: 10)])
  func `a PIN for which no budget is left is never sent`(budget: CardBudget) {
    let transport = ScriptedTransport(.t0, "9000")
    #expect(throws: CPSError(.cardBudgetExceeded)) {
      try present(as: reference, to: transport, budget: budget)
    }
    #expect(transport.commands.isEmpty)
  }

  @Test(arguments: ["6C04", "6C00", "6110", "63C2", "6300", "6983"])
  func `HC-04 whatever VERIFY answers, it is sent once`(answer: String) throws {
    let transport = ScriptedTransport { (_) throws(CPSError) in answer }
    #expect(try present(as: reference, to: transport).text == answer)
    #expect(transport.commands.count == 1)
  }

  @Test(arguments: ["", "63"])
  func `HC-33 a card that is mute in VERIFY leaves the try possibly spent`(answer: String) {
    let transport = ScriptedTransport(.t0, answer)
    #expect(throws: CPSError(.pinStateUnknown)) { try present(as: reference, to: transport) }
  }

  @Test func `HC-33 a card pulled in VERIFY leaves the try possibly spent`() {
    let transport = ScriptedTransport(.t0)
    #expect(throws: CPSError(.pinStateUnknown)) { try present(as: reference, to: transport) }
    #expect(transport.commands.count == 1)
  }
}
