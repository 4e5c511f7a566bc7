import Testing

@testable import CPSDiagnostics

@Suite struct DiagnosticCatalogueTests {
  @Test func everyCodeIsUnique() {
    let codes = DiagnosticCatalogue.all.map(\.code)
    #expect(Set(codes).count == codes.count)
  }

  @Test(arguments: DiagnosticCatalogue.all.map(\.code))
  func everyRowIsCompleteInBothLanguages(code: String) throws {
    let row = try #require(DiagnosticCatalogue.row(code: code))
    for text in [row.message.french, row.message.english, row.hint.french, row.hint.english] {
      #expect(text.count > 5)
      #expect(text.hasSuffix(".") && !text.hasPrefix(" "))
    }
    #expect(row.message.french != row.message.english)
    #expect(row.hint.french != row.hint.english)
  }

  @Test(arguments: DiagnosticCatalogue.all.map(\.code))
  func bothLanguagesNameTheSamePlaces(code: String) throws {
    let row = try #require(DiagnosticCatalogue.row(code: code))
    #expect(places(in: row.message.french) == places(in: row.message.english))
    #expect(places(in: row.hint.french) == places(in: row.hint.english))
  }

  @Test(arguments: DiagnosticCatalogue.all.map(\.code))
  func statusesAreInTheirRanges(code: String) throws {
    let row = try #require(DiagnosticCatalogue.row(code: code))
    #expect((1...78).contains(row.exitStatus.rawValue))
    #expect((400...599).contains(row.httpStatus))
    #expect(row.code == code)
  }

  @Test func aRowOfAnotherVersionIsNotFound() {
    #expect(DiagnosticCatalogue.row(code: "no.such-row") == nil)
  }

  private func places(in text: String) -> Set<Substring> {
    Set(text.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first })
  }
}
