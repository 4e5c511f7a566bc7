import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@Suite struct DERElementTests {
  @Test(arguments: [
    "0500", "020100", "02020080", "0201ff", "0101ff", "030100", "03020780", "0603550403", "3000",
    "31060201010201ff",
    "a003020100", "800155", "0c00",
  ])
  func `what keeps the rules is read`(text: String) throws {
    let bytes = try Array(hexadecimal: text)
    let element = try DERElement(bytes)
    #expect(element.tag == bytes[0])
    #expect(Array(element.contents) == Array(bytes.dropFirst(2)))
  }

  @Test(arguments: [
    "", "05", "0501", "050000", "0500ff", "1f8100", "0000", "308000000000", "30810100", "3081", "3082000100",
    "3084ffffffff", "308500000000010500", "30ff", "0200", "02020001", "0202ff80", "010101", "0100",
    "01020000", "0300",
    "030108", "030101", "03020781", "0500ff", "050100", "0600", "060180", "06025580", "0603558003", "2300",
    "2403040100",
    "10020500", "3106020102020101", "30030500", "300205", "a0020200",
  ])
  func `HC-10 what breaks them is refused`(text: String) throws {
    let bytes = try Array(hexadecimal: text)
    #expect(throws: CPSError(.encodingNotDER)) { try DERElement(bytes) }
  }

  @Test func `HC-11 depth is bounded`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      (0..<depth).reduce([0x05, 0x00]) { inner, _ in
        inner.count < 128
          ? [0x30, UInt8(inner.count)] + inner
          : [0x30, 0x82, UInt8(inner.count >> 8), UInt8(inner.count & 0xFF)] + inner
      }
    }
    #expect(try DERElement(nested(DERElement.maximumDepth)).tag == 0x30)
    #expect(throws: CPSError(.encodingNotDER)) { try DERElement(nested(DERElement.maximumDepth + 1)) }
    #expect(throws: CPSError(.encodingNotDER)) { try DERElement(nested(10_000)) }
  }

  @Test func `children come in their order`() throws {
    let element = try DERElement(Array(hexadecimal: "3009 020101 0101ff 0c0161".filter { $0 != " " }))
    #expect(try element.children().map(\.tag) == [0x02, 0x01, 0x0C])
    #expect(try DERElement(Array(hexadecimal: "0500")).children().isEmpty)
  }
}
