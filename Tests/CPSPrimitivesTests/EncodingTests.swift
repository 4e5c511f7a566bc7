import CPSPrimitives
import Testing

@Suite struct EncodingTests {
  @Test(arguments: [
    ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
    ("foobar", "Zm9vYmFy"),
  ])
  func base64URLFollowsTheVectorsOfRFC4648(plain: String, text: String) {
    #expect(Base64URL.encode(Array(plain.utf8)) == text)
    #expect(Base64URL.decode(text) == Array(plain.utf8))
  }

  @Test func base64URLUsesTheSafeAlphabet() {
    #expect(Base64URL.encode([0xFB, 0xFF, 0xBF]) == "-_-_")
  }

  @Test(arguments: ["Zg==", "Z", "Zh", "Zm9v\n", "Zm+v", "Zm/v", "Zm8é"])
  func base64URLRefusesEveryOtherSpelling(text: String) {
    #expect(Base64URL.decode(text) == nil)
    #expect(Base64URL.decode(Array(text.utf8)[...]) == nil)
  }

  @Test func base64URLReadsAPartOfAText() {
    #expect(Base64URL.decode(Array("Zg.Zm8".utf8)[3...]) == Array("fo".utf8))
    #expect(Base64URL.decode([]) == [])
    let bytes = (0..<1_000).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for count in 0...1_000 {
      #expect(Base64URL.decode(Base64URL.encode(Array(bytes[..<count]))) == Array(bytes[..<count]))
    }
  }

  @Test func hexadecimalReadsBothCasesAndBlanksBetweenBytes() {
    #expect(Hexadecimal.encode([0x00, 0xAB, 0x7F]) == "00ab7f")
    #expect(Hexadecimal.decode("00 aB\t7F\n") == [0x00, 0xAB, 0x7F])
  }

  @Test(arguments: ["0", "0 0", "0g", "0x00", "é"])
  func hexadecimalRefusesHalvesAndStrangers(text: String) {
    #expect(Hexadecimal.decode(text) == nil)
  }
}
