import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import Testing

@Suite struct HolderNameTests {
  @Test(arguments: ["person:899700245667", "account:pharmacie-42", "account:a b", "account:x:y"])
  func `a name reads back as it is written`(text: String) throws {
    #expect(try HolderName(text).text == text)
  }

  @Test(arguments: [
    "", ":", "person:", "account:", "card:1", "host:root", "person", "PERSON:1", "account:a;b", "account:a,b",
    "account:a\nb", "account:\u{202E}x", "account:\(String(repeating: "x", count: 160))",
  ])
  func `anything else is refused`(text: String) {
    #expect(throws: CPSError(.inputMalformed)) { try HolderName(text) }
  }

  @Test func `a card stands for its person, and nobody for nobody`() throws {
    let card = AuditActor(nationalIdentifier: "8997", cardNumber: "26", account: nil, session: "s")
    let account = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: "a", session: nil)
    #expect(HolderName(card) == (try HolderName("person:8997")))
    #expect(HolderName(account) == (try HolderName("account:a")))
    #expect(HolderName(AuditActor(hostOperator: "root")) == nil)
    #expect(HolderName(nil as AuditActor?) == nil)
  }
}
