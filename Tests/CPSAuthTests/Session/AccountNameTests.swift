import CPSAuth
import CPSDiagnostics
import Testing

@Suite struct AccountNameTests {
  @Test(arguments: [
    "a", "pharmacie-42", "cabinet-Hélène", "Ångström", "사무실", "Cabinet Martin", "a@b.example",
  ])
  func `a name of composed letters is taken as it is`(text: String) throws {
    #expect(Array(try AccountName(text).text.utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    "", "a\u{7}", "a\u{202E}b", String(repeating: "x", count: 129),
    // Decomposed accents, the sign of the ångström, and conjoining Hangul: equal as text, and other bytes.
    "cabinet-He\u{301}le\u{300}ne", "\u{212B}ngstrom", "\u{1109}\u{1161}",
  ])
  func `a name that could be taken for another is refused`(text: String) {
    #expect(throws: CPSError(.inputMalformed, ["detail": "account name"])) { try AccountName(text) }
  }
}
