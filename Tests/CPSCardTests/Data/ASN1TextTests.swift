import CPSPrimitives
import Testing

@testable import CPSCard

@Suite struct ASN1TextTests {
  private func texts(_ content: String) throws -> [String] {
    ASN1Text.all(in: try #require(Hexadecimal.decode(content)))
  }

  @Test func `texts at any depth are read in their order`() throws {
    #expect(try texts("300D0C0141A106130142160143 1A00".filter { $0 != " " }) == ["A", "B", "C", ""])
    #expect(try texts("0C03C3A9410000") == ["éA"])
  }

  @Test(arguments: ["", "0000", "FFFF", "30", "3080", "0C0541", "02010C", "040341424330"])
  func `bytes that say no text give none`(content: String) throws {
    #expect(try texts(content) == [])
  }

  @Test func `HC-34 a text that is not UTF-8 stays among the bytes`() throws {
    #expect(try texts("30060C02C328 0C0141".filter { $0 != " " }) == [])
    #expect(try texts("30070C02C3280C0141") == ["A"])
  }

  @Test func `HC-11 objects nested too deep give no text`() {
    var content: [UInt8] = [0x0C, 0x01, 0x41]
    for _ in 0..<40 { content = DirectoryEncoding.object(0x30, content) }
    #expect(ASN1Text.all(in: content) == [])
  }
}
