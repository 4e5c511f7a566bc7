import CPSPrimitives
import Testing

@testable import VirtualCPS

/// The logical channel of a CPS4 and SELECT on it (cps-card.md sections 2.2 and 10).
@Suite struct ChipDocSelectionTests {
  private static let selectApplet = "01A4040C08" + "8025000001FF0100"
  private static let selectCardManager = "01A4040C07" + "A0000001510000"
  private static let selectFormerApplet = "00A4040C08" + "8025000001FF0002"

  @Test(arguments: [
    "01A40800020001", "01B0000010", "0120000104" + "31323334", "01200001", "012241B803830120", "0184000008",
    "01D6000001AA",
  ])
  func `nothing is served before ChipDoc opened the channel, and no try is spent`(command: String) throws {
    let bench = try Bench(Bench.image(.cps4))
    #expect(try bench.send(command) == "6881")
    try bench.openChannel()
    #expect(try bench.send("01200001") == "63c3")
  }

  @Test func `a reset closes the channel`() throws {
    let bench = try Bench(Bench.image(.cps4))
    try bench.openChannel()
    try bench.presentPINOnChannel()
    bench.card.reset()
    #expect(try bench.send("01200001") == "6881")
    try bench.openChannel()
    #expect(try bench.send("01200001") == "63c3")
  }

  @Test func `the card manager in its place takes the channel away`() throws {
    let bench = try Bench(Bench.image(.cps4))
    try bench.openChannel()
    #expect(try bench.send(Self.selectCardManager) == "9000")
    #expect(try bench.send("01200001") == "6881")
    try bench.openChannel()
  }

  @Test(arguments: [VirtualCardGeneration.cps4, .cps4ReleaseCandidate])
  func `on T=1 a path answers with 39 bytes of template 6F`(generation: VirtualCardGeneration) throws {
    let bench = try Bench(Bench.image(generation))
    try bench.openChannel()
    let answer = try bench.send("01A4080002D00300")
    #expect(answer.hasPrefix("6f258002000c82010183 02d003".filter { $0 != " " }))
    #expect(answer.hasSuffix("9000") && answer.count == 2 * 41)
    #expect(try bench.send("01B000000C") == "5a0a8025000001992138450f9000")
    #expect(try bench.send("01A40800020001") == "9000")
    #expect(try bench.send("01A4080004" + "0001D002" + "00").hasPrefix("6f258002" + "0530"))
  }

  @Test func `on T=0 it waits for GET RESPONSE of the channel's class`() throws {
    let bench = try Bench(Bench.image(.cps4T0))
    try bench.openChannel()
    #expect(try bench.send("01A4080002D003") == "6127")
    #expect(try bench.send("01C0000027").hasPrefix("6f25"))
    #expect(try bench.send("01B0000010") == "6c0c")
  }

  @Test(arguments: [
    ("01A4080002D010", "6a82"), ("01A4080003D00300", "6a82"), ("01A4080402D003", "6a86"),
    ("01A4090002D003", "6a86"), ("01A40004023F00", "6a86"), ("01A4040C02AABB", "6a82"),
    ("01A4040408" + "8025000001FF0100", "6a86"), ("00A4080002D003", "6a86"), ("00A4040002AABB", "6a82"),
    ("00B0000010", "6d00"), ("0020000104" + "31323334", "6d00"), ("02A4080002D003", "6e00"),
    ("80A4080002D003", "6e00"), ("0188000001AA", "6d00"), ("01CB3FFF01AA", "6d00"),
    ("A0A40000023F00", "6e00"),
  ])
  func `what ChipDoc does not know it says so`(command: String, answer: String) throws {
    let bench = try Bench(Bench.image(.cps4))
    try bench.openChannel()
    #expect(try bench.send(command) == answer)
    #expect(try bench.send("01200001") == "63c3")
  }

  @Test func `a refused SELECT is opened by the official detour alone`() throws {
    var image = try Bench.image(.cps4)
    image.traits = VirtualCardTraits(refusesSelection: true)
    let bench = try Bench(image)
    #expect(try bench.send(Self.selectApplet) == "6985")
    #expect(try bench.send(Self.selectFormerApplet) == "9000")
    #expect(try bench.send(Self.selectApplet) == "6985")
    #expect(try bench.send(Self.selectCardManager) == "9000")
    #expect(try bench.send(Self.selectApplet) == "6985")
    #expect(try bench.send(Self.selectFormerApplet) == "9000")
    #expect(try bench.send(Self.selectApplet) == "9000")
    #expect(try bench.send("01200001") == "63c3")
    bench.card.reset()
    #expect(try bench.send(Self.selectApplet) == "6985")
  }
}
