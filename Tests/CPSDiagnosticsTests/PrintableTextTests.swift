import CPSDiagnostics
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("Hélène Müller", "Hélène Müller"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("x\u{202E}y", "x\\u{202e}y"),
    ("line\nbreak", "line\\u{a}break"), ("back\\slash", "back\\\\slash"), ("\0", "\\u{0}"),
    ("\u{2028}", "\\u{2028}"),
  ])
  func `HC-34 nothing that moves the cursor or the reading direction gets through`(
    text: String, expected: String
  ) {
    #expect(PrintableText.escaped(text) == expected)
  }

  @Test func `HC-34 length is bounded`() {
    let escaped = PrintableText.escaped(String(repeating: "n", count: 10_000))
    #expect(escaped.unicodeScalars.count == PrintableText.maximumLength + 1)
  }

  @Test func valuesAreEscapedInMessages() {
    let error = CPSError(.readerNotFound, ["reader": "R\u{7}"])
    #expect(error.message(in: .english) == "The reader “R\\u{7}” is not connected.")
    #expect(error.message(in: .french).contains("« R\\u{7} »"))
  }

  @Test func aPlaceWithoutValueShowsAQuestionMark() {
    #expect(CPSError(.pinWrong).message(in: .english) == "Wrong PIN. Tries left: ?.")
  }
}
