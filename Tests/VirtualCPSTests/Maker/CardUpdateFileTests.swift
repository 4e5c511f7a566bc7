import Testing

@testable import VirtualCPS

/// EF_ACTUA in each of its states, on each generation that may have it.
@Suite struct CardUpdateFileTests {
  @Test(arguments: [
    (CardUpdateFile.absent, "6a82"), (.present, "ec0c8104202511018204202810319000"), (.incomplete, "ec06"),
    (.empty, "0000"),
  ])
  func `a CPS3 has it as it was put`(state: CardUpdateFile, content: String) throws {
    var image = try Bench.image()
    image.put(.present)
    image.put(state)
    let bench = try Bench(image)
    let selection = try bench.send("00A4090C043F00D010")
    guard state != .absent else {
      #expect(selection == content)
      return
    }
    #expect(selection == "9000")
    let length = state == .present ? "0E" : "02"
    #expect(try bench.send("00B00000" + length).hasPrefix(content))
    #expect(try bench.send("00D6000001AA") == "6982")
  }

  @Test func `a CPS4 answers for it by path`() throws {
    var image = try Bench.image(.cps4)
    let fresh = try Bench(image)
    try fresh.openChannel()
    #expect(try fresh.send("01A4080002D01000") == "6a82")
    image.put(.present)
    let updated = try Bench(image)
    try updated.openChannel()
    #expect(try updated.send("01A4080002D01000").hasPrefix("6f25"))
  }
}
