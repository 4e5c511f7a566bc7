import CPSDiagnostics
import SmartCard
import Testing

@Suite struct PINPadFormTests {
  private func reference(
    _ lengths: ClosedRange<Int>, padding: PINReference.Padding? = nil
  ) -> PINReference {
    PINReference(cla: 0x01, number: 0x81, lengths: lengths, padding: padding)
  }

  @Test func `the form is that of the card's directory`() {
    let plain = PINPadForm(verifying: reference(4...4))
    #expect(plain?.header == [0x01, 0x20, 0x00, 0x81])
    #expect(plain?.dataLength == 4)
    let padded = PINPadForm(verifying: reference(4...8, padding: .init(storedLength: 8, filler: 0xFF)))
    #expect(padded?.dataLength == 8)
    #expect(padded?.filler == 0xFF)
    #expect(padded?.lengths == 4...8)
  }

  @Test(arguments: [(4...8, 0), (4...4, 3), (4...8, 16), (16...16, 0)])
  func `a form that a reader could fill in wrongly is none`(lengths: ClosedRange<Int>, stored: Int) {
    let padding = stored == 0 ? nil : PINReference.Padding(storedLength: stored, filler: 0)
    #expect(PINPadForm(verifying: reference(lengths, padding: padding)) == nil)
  }

  @Test func `a wire without a keypad sends nothing`() {
    let transport = ScriptedTransport()
    var channel = CardChannel(over: transport, budget: CardBudget(exchanges: 5, bytes: 100))
    let hasPINPad = channel.hasPINPad(for: reference(4...4))
    #expect(!hasPINPad)
    #expect(throws: CPSError(.pinPadUnusable)) { () throws(CPSError) in
      try channel.presentAtPINPad(as: reference(4...4))
    }
    let count = channel.count
    #expect(count == ExchangeCount())
    #expect(transport.commands.isEmpty)
  }
}
