import Testing

@testable import CardReaders

@Suite struct ReaderNameTests {
  @Test(arguments: [
    ([], []), ([0], []), ([0, 0], []), (Array("A 00 00\0\0".utf8), ["A 00 00"]),
    (Array("A\0B\0\0".utf8), ["A", "B"]), (Array("A\0B".utf8), ["A", "B"]), (Array("A\0\0B\0\0".utf8), ["A"]),
  ])
  func multiStringsAreReadToTheirEndAndNoFurther(bytes: [UInt8], names: [String]) {
    #expect(ReaderName.names(inMultiString: bytes).map(\.text) == names)
  }

  @Test func `HR-11 a hundred readers are all named`() {
    let text = (0..<100).map { "Reader \($0)\0" }.joined() + "\0"
    #expect(ReaderName.names(inMultiString: text.utf8).count == 100)
  }

  @Test func `HR-11 a name that is not UTF-8 keeps its identity and shows lossily`() {
    let names = ReaderName.names(inMultiString: [0x4C, 0xE9, 0x00, 0x4C, 0xE8, 0x00, 0x00])
    #expect(names.count == 2)
    #expect(names[0] != names[1])
    #expect(names[0].text == "L\u{FFFD}")
    #expect(names[0].bytes == [0x4C, 0xE9])
  }

  @Test func aNameCannotSteerATerminal() {
    #expect(ReaderName("Reader\u{1B}[2J").description == "Reader\\u{1b}[2J")
  }

  @Test func aNameEndsAtAZero() {
    #expect(ReaderName("A\0B") == ReaderName("A"))
  }

  @Test(arguments: ["", "A", "Lecteur é 00 00"])
  func theCStringIsTheName(text: String) {
    #expect(ReaderName(text).withCString { String(cString: $0) } == text)
  }
}
