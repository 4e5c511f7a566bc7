import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@Suite struct AnswerToResetTests {
  /// The five answers of cps-card.md section 1.
  @Test(arguments: [
    ("3BAC00402A001225006480000310009000", [UInt8(0)]),
    ("3B8F80010031B86404B0ECC17394018082 90000E", [0, 1]),
    ("3B9B1880010012250064800401000090 44", [0, 1]), ("3B9B188001001225006480000401009044", [0, 1]),
    ("3BDC18FF000012250064800004010090 00", [0]),
  ])
  func readsTheAnswersOfEveryGeneration(text: String, protocols: [UInt8]) throws {
    let bytes = try #require(Hexadecimal.decode(text))
    #expect(try AnswerToReset(bytes).protocols == protocols)
  }

  @Test(arguments: [
    ("3BAC00402A001225006480000310009000", 42, 0, 32), ("3B9B188001001225006480040100009044", 10, 0, 32),
    ("3BDC18FF00001225006480000401009000", 10, 255, 32), ("3B1001", 10, 0, 32),
    ("3B00", 10, 0, 32), ("3B808131FE458B", 10, 0, 254),
  ])
  func `waiting and blocks are those of TC2, TC1 and TA3`(
    text: String, waiting: Int, guardTime: Int, field: Int
  ) throws {
    let answer = try AnswerToReset(try #require(Hexadecimal.decode(text)))
    #expect(answer.waitingTimeInteger == waiting)
    #expect(answer.extraGuardTime == guardTime)
    #expect(answer.cardInformationFieldSize == field)
  }

  @Test(arguments: [
    "", "3B", "2B00", "3BFF", "3B8F80010031B86404B0ECC1739401808290000F", "3BAC00402A0012250064800003100090",
    "3BAC00402A00122500648000031000900000", "3B80",
    "3BAC00402A001225006480000310009000000000000000000000000000000000000000000000000000",
  ])
  func `HC-27 a broken answer is refused without reading past its end`(text: String) throws {
    let bytes = try #require(Hexadecimal.decode(text))
    #expect(throws: CPSError(.notACPS)) { try AnswerToReset(bytes) }
  }
}
