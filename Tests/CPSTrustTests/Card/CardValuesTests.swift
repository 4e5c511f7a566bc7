import CPSDiagnostics
import CPSTrust
import Testing

@Suite struct CardValuesTests {
  @Test func typesAreThoseOfTableG02() {
    #expect(CardType.allCases.map(\.code) == [0, 1, 2, 3])
    for type in CardType.allCases { #expect(CardType(code: type.code) == type) }
    #expect(CardType(code: 4) == nil)
    #expect(CardType(code: -1) == nil)
  }

  @Test func categoriesFrom80AreOfTheTestWorld() {
    #expect(CardCategory.allCases.filter(\.isTest) == [.testCard, .testSecurityModule, .testSoftware])
    #expect(CardCategory.allCases.filter(\.isCard) == [.card, .testCard])
  }

  @Test func aCardNumberIsReadFromItsExtension() throws {
    #expect(try CardNumber(certificateText: "8025000001/2600855206").text == "2600855206")
  }

  @Test(arguments: [
    "2600855206", "8025000001/260085520", "8025000001/26008552066", "8025000002/2600855206",
    "8025000001 2600855206", "8025000001/26O0855206", "8025000001/2600855206\u{0}", "",
    "8025000001/２６００８５５２０６",
  ])
  func `a card number of another form is refused`(text: String) {
    #expect(throws: CPSError(.profileNotCPS)) { try CardNumber(certificateText: text) }
  }
}
