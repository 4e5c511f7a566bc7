import CPSPrimitives
import SmartCard
import Testing

@Suite struct AnswerToResetSpeedTests {
  /// The CPS3 has no TA1, every CPS4 has 18 (cps-card.md section 1).
  @Test(arguments: [
    ("3bac00402a001225006480000310009000", 372, 1, 9_600),
    ("3b9b1880010012250064800401000090 44", 372, 12, 115_200),
    ("3b1096", 512, 32, 223_200), ("3b1001", 372, 1, 9_600),
  ])
  func `Fi and Di are those of TA1`(text: String, conversion: Int, adjustment: Int, speed: Int) throws {
    let bytes = try #require(Hexadecimal.decode(text.filter { $0 != " " }))
    let answer = try AnswerToReset(bytes)
    #expect(answer.clockRateConversion == conversion)
    #expect(answer.baudRateAdjustment == adjustment)
    // 3.5712 MHz is the clock at which the default is 9,600 bit/s.
    #expect(answer.bitsPerSecond(atClock: 3_571_200) == speed)
  }

  @Test(arguments: ["3b1010", "3b101a", "3b1071", "3b10f1"])
  func `HC-27 a reserved value has no speed`(text: String) throws {
    let answer = try AnswerToReset(try #require(Hexadecimal.decode(text)))
    #expect(answer.bitsPerSecond(atClock: 4_000_000) == nil)
  }
}
