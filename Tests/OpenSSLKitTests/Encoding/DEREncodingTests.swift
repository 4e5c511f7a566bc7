import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@Suite struct DEREncodingTests {
  @Test func `integers are shortest and never negative`() {
    #expect(DEREncoding.integer(0) == [0x02, 0x01, 0x00])
    #expect(DEREncoding.integer(127) == [0x02, 0x01, 0x7F])
    #expect(DEREncoding.integer(128) == [0x02, 0x02, 0x00, 0x80])
    #expect(DEREncoding.integer(.max) == [0x02, 0x09, 0x00] + [UInt8](repeating: 0xFF, count: 8))
    #expect(DEREncoding.integer(magnitude: []) == [0x02, 0x01, 0x00])
    #expect(DEREncoding.integer(magnitude: [0, 0, 1]) == [0x02, 0x01, 0x01])
  }

  @Test(arguments: [
    (UInt16(0), "030100"), (1, "03020780"), (0x60, "03020106"), (0x80, "03020001"), (0x100, "0303070080"),
    (0x02, "03020640"),
  ])
  func `named bits drop the zeros behind`(bits: UInt16, expected: String) throws {
    #expect(DEREncoding.namedBits(bits) == (try Array(hexadecimal: expected)))
    #expect(try DERElement(DEREncoding.namedBits(bits)).tag == 0x03)
  }

  @Test func `members of a set are put in order`() throws {
    let set = DEREncoding.set([[0x0C, 0x01, 0x61], [0x02, 0x01, 0x05], [0x02, 0x01, 0x01]])
    #expect(set == [0x31, 0x09, 0x02, 0x01, 0x01, 0x02, 0x01, 0x05, 0x0C, 0x01, 0x61])
    #expect(try DERElement(set).children().count == 3)
  }

  @Test(arguments: [127, 128, 255, 256, 65_535, 65_536])
  func `lengths are shortest`(count: Int) throws {
    let bytes = [UInt8](repeating: 1, count: count)
    #expect(try DERElement(DEREncoding.octetString(bytes)).octetString == bytes)
  }

  @Test(arguments: [
    "2.562949953421311", "2.9223372036854775727", "1.2.250.1.71.1.2.5", "2.5.4.3", "2.999.1", "0.0",
    "1.3.6.1.4.1.311.20.2.2",
  ])
  func `identifiers come back`(text: String) throws {
    let encoded = DEREncoding.objectIdentifier(ObjectIdentifier(stringLiteral: text))
    #expect(try DERElement(encoded).objectIdentifier?.description == text)
  }

  @Test(arguments: [
    "1949-12-31T23:59:59Z", "1950-01-01T00:00:00Z", "2049-12-31T23:59:59Z", "2050-01-01T00:00:00Z",
  ])
  func `times come back, in the form of their year`(text: String) throws {
    let moment = try #require(Timestamp(rfc3339: text))
    let element = try DERElement(DEREncoding.time(moment))
    #expect(element.moment == moment)
    #expect(element.tag == (text.hasPrefix("1950") || text.hasPrefix("2049") ? 0x17 : 0x18))
  }

  @Test(arguments: [
    "170b323631313231313230305a", "170d3236313132313132302b30305a", "170d3236313333313132303030305a",
    "180d3236313132313132303030305a", "170d3236313132313132303036305a",
    "181132303236313132313132303030302e305a",
  ])
  func `HC-10 times of other forms are not read`(text: String) throws {
    #expect(throws: CPSError(.encodingNotDER)) { try DERElement(Array(hexadecimal: text)) }
  }
}
