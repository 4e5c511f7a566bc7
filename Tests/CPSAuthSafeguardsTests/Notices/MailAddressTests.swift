import CPSAuthSafeguards
import CPSDiagnostics
import Testing

@Suite struct MailAddressTests {
  @Test(arguments: [
    ("officine.du-parc@example.fr", "officine.du-parc@example.fr"),
    ("A+b@Sub.EXAMPLE.fr", "A+b@sub.example.fr"),
    ("o'hara@example.fr", "o'hara@example.fr"), ("x@1and1.example", "x@1and1.example"),
  ])
  func `a plain address is taken`(text: String, canonical: String) throws {
    #expect(try MailAddress(text).text == canonical)
  }

  @Test(arguments: [
    "", "@", "a@", "@example.fr", "a@b", "a b@example.fr", "a@example.fr\nBcc: x@evil.example",
    "a@example.fr\r\nBcc: x@evil.example", "a@example.fr,b@example.fr", "a@example.fr; b", "<a@example.fr>",
    "\"a b\"@example.fr", "a(comment)@example.fr", "a@[192.0.2.1]", "a@192.0.2.1", "-oQ/tmp@example.fr",
    ".a@example.fr", "a.@example.fr", "a..b@example.fr", "a@-x.fr", "a@x-.fr", "a@x..fr", "a@x.fr.",
    "é@example.fr",
    "a@exämple.fr", "a@b@example.fr", "a\u{0}@example.fr", "a@example.fr\u{2028}", "a|b c@example.fr",
    "\(String(repeating: "a", count: 65))@example.fr", "a@\(String(repeating: "a", count: 64)).fr",
    "a@\(String(repeating: "aaaaaaa.", count: 32))fr",
  ])
  func `what could carry more than an address is refused`(text: String) {
    #expect(throws: CPSError(.noticeAddressInvalid)) { try MailAddress(text) }
  }
}
