import CPSDiagnostics
import Testing

@testable import CPSAuth

@Suite struct NIRTests {
  @Test(arguments: ["2550814168025", "255081416802538", "2 55 08 14 168 025 38"])
  func oneNumberHasOneText(text: String) throws {
    #expect(try NIR(text).canonicalText == "2550814168025")
  }

  @Test func corsicaBearsALetter() throws {
    #expect(try NIR("184032A001002").canonicalText == "184032A001002")
  }

  @Test(arguments: [
    "", "255081416802", "25508141680253", "255081416802539", "0550814168025", "255081416802A",
    "２550814168025",
    "2550814168025\n", "255081416802500000000000000000000000000000",
  ])
  func anythingElseIsRefused(text: String) {
    #expect(throws: CPSError(.subjectMalformed)) { try NIR(text) }
  }

  @Test func neitherDescriptionNorMirrorHoldsTheNumber() throws {
    let number = try NIR("2550814168025")
    var dumped = ""
    dump(number, to: &dumped)
    for text in ["\(number)", String(reflecting: number), dumped] { #expect(!text.contains("25508")) }
  }
}
