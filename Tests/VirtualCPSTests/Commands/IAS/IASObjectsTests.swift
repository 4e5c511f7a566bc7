import Testing

@testable import VirtualCPS

/// GET DATA of PIN and key objects.
@Suite struct IASObjectsTests {
  private static let pin = "00CB3FFF0A4D087006BF810102A080"
  private static let puk = "00CB3FFF0A4D087006BF810202A080"

  /// The answers seen on a real card.
  @Test func pinAndPUKAnswerAsTheRealCard() throws {
    let bench = try Bench()
    #expect(
      try bench.fetch(Self.pin) == "7016bf810112a0109a01039b0103a1088c06f3000013ff009000")
    #expect(
      try bench.fetch(Self.puk) == "701abf810216a0149a010a9b010a9d020064a1088c06f3ff00ffff009000")
  }

  @Test func `the counters are live and asking spends nothing`() throws {
    let bench = try Bench()
    _ = try bench.presentWrongPIN()
    for _ in 1...4 { #expect(try bench.fetch(Self.pin).contains("9a01039b0102")) }
    try bench.presentPUK()
    #expect(try bench.fetch(Self.puk).contains("9d020063"))
  }

  @Test func `PIN objects are found in the master file alone`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send(Self.pin) == "6a88")
    try bench.selectMasterFile()
    #expect(try bench.send(Self.pin) == "6118")
  }

  @Test func `key objects are found in their application alone, and no private key leaves`() throws {
    let bench = try Bench()
    let size = "00CB3FFF0A4D087006BF900202A080"
    #expect(try bench.send(size) == "6a88")
    try bench.selectApplication()
    #expect(try bench.fetch(size).contains("80020100"))
    #expect(try bench.send("00CB3FFF0B4D097007BF9002037F4880") == "6a80")
    #expect(try bench.send("00CB3FFF0A4D087006BF900302A080") == "6a88")
  }

  @Test(arguments: [
    ("00CB3FFF0A4D087006BF810302A080", "6a88"), ("00CB3FFF0A4D087006BFFB05027B80", "6a88"),
    ("00CB3FFF0A4D087006BF810102A180", "6a88"), ("00CB00FF0A4D087006BF810102A080", "6a86"),
    ("00CB3FFF044D027000", "6a80"), ("00CB3FFF024DFF", "6a80"), ("00CB3FFF034D0180", "6a80"),
    ("00CB3FFF045C025F20", "6a80"), ("00CB3FFF0A4D087006308101025080", "6a80"),
  ])
  func otherRequestsAreRefused(command: String, answer: String) throws {
    #expect(try Bench().send(command) == answer)
  }
}
