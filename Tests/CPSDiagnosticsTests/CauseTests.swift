import Testing

@testable import CPSDiagnostics

@Suite struct CauseTests {
  @Test func `every code is unique`() {
    #expect(Set(Cause.all.map(\.code)).count == Cause.all.count)
  }

  @Test(arguments: Cause.all)
  func `every cause is complete in both languages`(cause: Cause) {
    for text in [cause.text, cause.remedy] {
      #expect(text.french.count > 5 && text.english.count > 5)
      #expect(text.french != text.english)
      #expect(places(in: text.french) == places(in: text.english))
    }
    #expect(cause.text.french.hasSuffix(".") && cause.text.english.hasSuffix("."))
  }

  private func places(in text: String) -> Set<Substring> {
    Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first })
  }
}
