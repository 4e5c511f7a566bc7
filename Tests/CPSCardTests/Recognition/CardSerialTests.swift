import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSCard

@Suite struct CardSerialTests {
  @Test func readsTheSerialOfTheRealTrace() throws {
    let file = try #require(Hexadecimal.decode("5A0A8025000001 99213845 0F"))
    #expect(try CardSerial(fileContent: file).digits == "99213845")
  }

  @Test(arguments: [
    "", "5A", "5A0A8025000001992138", "5A0A8025000002992138450F", "5A0A80250000019921384A0F",
    "5A098025000001992138450F", "5B0A8025000001992138450F", "5A0A8025000001992138450F00",
  ])
  func `a serial file of another form is refused`(text: String) throws {
    let file = try #require(Hexadecimal.decode(text))
    #expect(throws: CPSError(.malformedTLV)) { try CardSerial(fileContent: file) }
  }

  @Test(arguments: ["", "9921384", "992138450", "9921384a", "９９２１３８４５"])
  func `digits of another form are refused`(text: String) {
    #expect(throws: CPSError(.malformedTLV)) { try CardSerial(digits: text) }
  }
}
