import CPSAuth
import CPSDiagnostics
import Testing

@Suite struct NamedSubjectTests {
  @Test func `an identifier is taken as it is and shown to nobody`() throws {
    let subject = try NamedSubject("dossier-é 17")
    #expect(subject.canonicalText == "dossier-é 17")
    #expect("\(subject)" == "NamedSubject")
    #expect(!"\(Mirror(reflecting: subject).children.map(\.value))".contains("17"))
    #expect(try subject == NamedSubject("dossier-é 17"))
    #expect(try subject != NamedSubject("dossier-é 18"))
  }

  @Test(arguments: [
    "", " ", " 17", "17 ", "1\u{0}7", "1\n7", "\u{202E}17", String(repeating: "x", count: 129),
  ])
  func `what shows otherwise than it is, or is nothing, is refused`(text: String) {
    #expect(throws: CPSError(.subjectMalformed)) { try NamedSubject(text) }
  }
}
