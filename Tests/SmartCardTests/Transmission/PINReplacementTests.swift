import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

/// The commands that give a PIN a new value.
@Suite struct PINReplacementTests {
  private static let reference = PINReference(cla: 0x00, number: 0x01, lengths: 4...4)
  private static let second = PINReference(cla: 0x01, number: 0x01, lengths: 4...6)

  enum Form: CaseIterable { case change, replace, unblock }

  private func pin(_ digits: String) throws(CPSError) -> PIN {
    try PIN(try SecretBytes(copying: Array(digits.utf8)))
  }

  private func send(
    _ form: Form, _ old: String = "1234", _ new: String = "5678", as reference: PINReference = reference,
    to transport: ScriptedTransport, budget: CardBudget = CardBudget(exchanges: 5, bytes: 100)
  ) throws(CPSError) -> StatusWord {
    var channel = CardChannel(over: transport, budget: budget)
    switch form {
    case .change: return try channel.change(pin(old), to: pin(new), as: reference)
    case .replace: return try channel.replace(with: pin(new), as: reference)
    case .unblock: return try channel.unblock(with: pin(new), as: reference)
    }
  }

  @Test(arguments: [
    (Form.change, reference, "00240001083132333435363738"), (.replace, second, "012401010435363738"),
    (.unblock, reference, "002c02010435363738"),
  ])
  func `each command stands as the card's page has it`(
    form: Form, reference: PINReference, bytes: String
  ) throws {
    let transport = ScriptedTransport(.t0, "9000")
    #expect(try send(form, as: reference, to: transport) == .success)
    #expect(transport.commands == [bytes])
  }

  @Test func `both PINs are padded to the stored length`() throws {
    let padded = PINReference(
      cla: 0x00, number: 0x01, lengths: 4...8,
      padding: PINReference.Padding(storedLength: 8, filler: 0xFF))
    let transport = ScriptedTransport(.t1, "9000")
    _ = try send(.change, "12345", "5678", as: padded, to: transport)
    #expect(transport.commands == ["00240001103132333435ffffff35363738ffffffff"])
  }

  @Test(arguments: Form.allCases)
  func `a new PIN of another length is never sent`(form: Form) {
    let transport = ScriptedTransport(.t0, "9000")
    #expect(throws: CPSError(.pinNewMalformed)) { try send(form, "1234", "56789", to: transport) }
    #expect(transport.commands.isEmpty)
  }

  @Test func `an old PIN of another length is never sent`() {
    let transport = ScriptedTransport(.t0, "9000")
    #expect(throws: CPSError(.pinMalformed)) { try send(.change, "12345", to: transport) }
    #expect(transport.commands.isEmpty)
  }

  @Test(arguments: Form.allCases)
  func `nothing is sent for which no budget is left`(form: Form) {
    for budget in [CardBudget(exchanges: 0, bytes: 100), CardBudget(exchanges: 5, bytes: 10)] {
      let transport = ScriptedTransport(.t0, "9000")
      #expect(throws: CPSError(.cardBudgetExceeded)) { try send(form, to: transport, budget: budget) }
      #expect(transport.commands.isEmpty)
    }
  }

  @Test(arguments: Form.allCases)
  func `HC-04 whatever the card answers, it is sent once`(form: Form) throws {
    for answer in ["6C04", "6110", "63C2", "6300", "6983", "6F00"] {
      let transport = ScriptedTransport { (_) throws(CPSError) in answer }
      #expect(try send(form, to: transport).text == answer)
      #expect(transport.commands.count == 1)
    }
  }

  @Test(arguments: Form.allCases)
  func `HC-33 a card that is lost leaves it open which PIN holds`(form: Form) {
    for transport in [ScriptedTransport(.t0), ScriptedTransport(.t0, ""), ScriptedTransport(.t0, "90")] {
      #expect(throws: CPSError(.pinChangeUnknown)) { try send(form, to: transport) }
      #expect(transport.commands.count == 1)
    }
  }

  @Test(arguments: [
    ("1234", "1234", true), ("1234", "1235", false), ("1234", "0234", false), ("1234", "12345", false),
  ])
  func `two entries are the same or not`(first: String, second: String, areSame: Bool) throws {
    #expect(try PIN.areEqual(try pin(first), try pin(second)) == areSame)
  }
}
