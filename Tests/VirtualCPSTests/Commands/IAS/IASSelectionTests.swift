import Testing

@testable import VirtualCPS

/// SELECT, by the forms of cps-card.md section 2.2.
@Suite struct IASSelectionTests {
  /// The three answers seen on a real card.
  @Test(arguments: [
    ("2f00", "6225800200658201018302 2f008801f0a1128c077b45ffffff45009c077bffffffffff008a0105"),
    ("2f01", "6225800200398201018302 2f018801e8a1128c077b45ffffff45009c077bffffffffff008a0105"),
    ("d003", "62258002000c8201018302 d0038801e0a1128c077bffffffffff009c077bffffffffff008a0105"),
  ])
  func controlParametersAreThoseOfTheRealCard(file: String, expected: String) throws {
    let bench = try Bench()
    #expect(
      try bench.fetch("00A40904043F00\(file)") == expected.filter { $0 != " " } + "9000")
  }

  @Test(arguments: [
    ("00A4090C043F000001", "9000"), ("00A4000C023F00", "9000"), ("00A4040008802500000 1FF0100", "9000"),
    ("00A40404088025000001FF0100", "612c"), ("00A4040C0DE828BD080F8025000001FF0010", "9000"),
    ("00A40904022F00", "6127"), ("00A4020C023F00", "9000"), ("00A4020C02D003", "9000"),
    ("00A4000C02D003", "9000"),
  ])
  func knownFormsAreAnswered(command: String, answer: String) throws {
    #expect(try Bench().send(command.filter { $0 != " " }) == answer)
  }

  @Test(arguments: [
    ("00A4090C043F00D010", "6a82"), ("00A4090C043F000002", "6a82"), ("00A4090C063F000001D999", "6a82"),
    ("00A4040C0DE828BD080F8025000001FF0020", "6a82"), ("00A4040C04E828BD08", "6a82"),
    ("00A4040C00", "6a82"), ("00A4090C033F0000", "6a82"), ("00A4020C04D0032F00", "6a82"),
    ("00A4080C022F00", "6a86"), ("00A4090E022F00", "6a86"), ("00A4030C022F00", "6a86"),
    ("00A4090C05", "6700"), ("00A4090C053F00", "6700"), ("00A4090C023F0000", "6700"),
  ])
  func unknownFilesAndFormsAreRefused(command: String, answer: String) throws {
    #expect(try Bench().send(command) == answer)
  }

  @Test func `a refused SELECT leaves the current file alone`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A4090C043F00D003") == "9000")
    #expect(try bench.send("00A4090C043F00D010") == "6a82")
    #expect(try bench.send("00B000000C") == "5a0a80250000019921384 50f9000".filter { $0 != " " })
  }

  @Test func `a path from 3F00 is found from any directory, a relative one is not`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send("00A4090C02D003") == "6a82")
    #expect(try bench.send("00A4090C043F00D003") == "9000")
    try bench.selectApplication()
    #expect(try bench.send("00A4090C025032") == "9000")
  }

  @Test func `5032 is not found under the root application`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A40400088025000001FF0100") == "9000")
    #expect(try bench.send("00A4090C025032") == "6a82")
  }
}
