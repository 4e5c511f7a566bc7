import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@Suite struct TLVTests {
  private func objects(_ text: String) throws -> [TLV] {
    try TLV.sequence(in: try #require(Hexadecimal.decode(text)))
  }

  @Test func `reads the PIN object of the real trace`() throws {
    let all = try objects("7016BF810112A0109A01039B0103A1088C06F3000013FF00")
    let pin = try TLV.single(0xBF8101, in: try TLV.single(0x70, in: all).children())
    let members = try TLV.single(0xA0, in: try pin.children()).children()
    #expect(try TLV.single(0x9B, in: members).value == [3])
    #expect(members.map(\.tag) == [0x9A, 0x9B, 0xA1])
    #expect(pin.tag.isConstructed)
    #expect(!members[0].tag.isConstructed)
  }

  @Test func `long lengths are read up to four bytes`() throws {
    for length in ["8101", "820001", "83000001", "8400000001"] {
      let object = try #require(try objects("04" + length + "AA").first)
      #expect(object.value == [0xAA])
      #expect(object.encoded.count == 2 + length.utf8.count / 2)
    }
  }

  @Test(arguments: [
    "04", "0402AA", "0481", "048102AA", "04820001", "04847FFFFFFF00", "0484FFFFFFFF", "0484FFFFFFFFAA",
    "0480AA0000", "048500000000 01AA", "04FFAA", "1F", "1F81", "1F8181", "1F81818101AA", "3F8181818101AA",
  ])
  func `HC-10 lengths and tags beyond the rules are refused`(text: String) {
    #expect(throws: CPSError(.malformedTLV)) { try objects(text) }
  }

  @Test func `HC-11 nesting ends at its bound`() throws {
    var bytes: [UInt8] = []
    for _ in 0..<10_000 {
      let count = bytes.count
      bytes = [0x30, 0x83, UInt8(count >> 16), UInt8(count >> 8 & 0xFF), UInt8(count & 0xFF)] + bytes
    }
    var level = try TLV.sequence(in: bytes)
    for _ in 0..<TLV.maximumDepth { level = try #require(level.first).children() }
    let deepest = try #require(level.first)
    #expect(throws: CPSError(.malformedTLV)) { try deepest.children() }
  }

  @Test func `HC-12 a doubled object is never taken`() throws {
    let doubled = try objects("9B01039B0102")
    #expect(throws: CPSError(.malformedTLV)) { try TLV.single(0x9B, in: doubled) }
    #expect(throws: CPSError(.malformedTLV)) { try TLV.optional(0x9B, in: doubled) }
  }

  @Test func `HC-12 a missing object is refused where it must be there`() throws {
    let objects = try objects("9A0103")
    #expect(throws: CPSError(.malformedTLV)) { try TLV.single(0x9B, in: objects) }
    #expect(try TLV.optional(0x9B, in: objects) == nil)
  }

  @Test(arguments: [
    ("0401AA", 1), ("0401AA0000", 1), ("0401AAFFFFFF", 1), ("0401AA0401BB00", 2), ("0000", 0),
  ])
  func `HC-13 a file may be filled up`(text: String, count: Int) throws {
    let bytes = try #require(Hexadecimal.decode(text))
    #expect(try TLV.sequence(inPaddedFile: bytes).count == count)
  }

  @Test(arguments: ["0401AA0001", "0401AAFF00", "0401AA00FF", "000401AA", "0401AA0000 0401BB"])
  func `HC-13 nothing may follow the filling`(text: String) throws {
    let bytes = try #require(Hexadecimal.decode(text))
    #expect(throws: CPSError(.malformedTLV)) { try TLV.sequence(inPaddedFile: bytes) }
  }
}
