import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// The CPS2ter view of a CPS3 (cps-card.md section 3.5).
@Suite struct CPS2terTests {
  private static let master = "A0A40000023F00"

  @Test func `a file is found one identifier at a time, and its header waits`() throws {
    let bench = try Bench()
    #expect(try bench.send(Self.master) == "9f07")
    #expect(try bench.send("A0C0000007") == "8505" + "0000" + "3f00" + "01" + "9000")
    #expect(try bench.send("A0A40000027F01") == "9f07")
    #expect(try bench.send("A0C0000007") == "8505" + "0000" + "7f01" + "02" + "9000")
    #expect(try bench.send("A0A40000024000") == "9f07")
    let header = try bench.send("A0C0000007")
    #expect(header.hasPrefix("850500") && header.hasSuffix("4000" + "04" + "9000"))
  }

  @Test func `the PIN of class 00 opens what class A0 reads`() throws {
    let bench = try Bench()
    try bench.send(all: Self.master, "A0A40000024010")
    let size = try bench.send("A0C0000007").dropFirst(4).prefix(4)
    #expect(try bench.send("A0B00000" + size.suffix(2)) == "9804")
    try bench.presentPIN()
    let content = try bench.send("A0B00000" + size.suffix(2))
    #expect(content.hasSuffix("9000"))
    let bytes = try #require(Hexadecimal.decode(String(content.dropLast(4))))
    #expect(try TLV.sequence(in: bytes).map(\.tag) == [0x30])
    bench.card.reset()
    try bench.send(all: Self.master, "A0A40000024010")
    #expect(try bench.send("A0B0000001") == "9804")
  }

  @Test func `there is an activity for each of the card's own, and the situation`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    for identifier in ["4010", "4011", "4016"] {
      #expect(try bench.send(all: Self.master, "A0A4000002" + identifier) == "9f07")
      #expect(try bench.send("A0B0000002").hasPrefix("30"))
    }
    #expect(try bench.send(all: Self.master, "A0A40000024012") == "9404")
    #expect(try bench.send(all: Self.master, "A0A40000027F01", "A0A40000024000") == "9f07")
    #expect(try bench.send("A0B0000002").hasPrefix("30"))
  }

  @Test(arguments: [
    ("A0A40000024000", "9404"), ("A0A40000022F00", "9404"), ("A0A4000004" + "3F004010", "6700"),
    ("A0A4000001" + "3F", "6700"), ("A0A40100023F00", "6b00"), ("A0B0000010", "9408"),
    ("A02000010431323334", "6d00"), ("A0D6000001AA", "6d00"), ("A08400000008", "6700"),
    ("A0C0000007", "6985"),
    ("B0A40000023F00", "6e00"),
  ])
  func `what the view does not have it says in its own words`(command: String, answer: String) throws {
    let bench = try Bench()
    #expect(try bench.send(command) == answer)
    #expect(try bench.send("0020000100") == "63c3")
  }

  @Test func `an address outside the file is bad, and a blocked PIN is told`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    try bench.send(all: Self.master, "A0A40000024010")
    #expect(try bench.send("A0B0010001") == "9402")
    #expect(try bench.send("A0B00000FF") == "9402")
    for _ in 1...3 { _ = try bench.presentWrongPIN() }
    #expect(try bench.send("A0B0000001") == "9840")
  }

  @Test func `each view keeps its own current file`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    try bench.send("00A4090C043F00D003")
    try bench.send(all: Self.master, "A0A40000024010")
    #expect(try bench.send("00B000000C") == "5a0a8025000001992138450f9000")
    #expect(try bench.send("A0B0000001") == "309000")
    #expect(try bench.send("00A4090C023F00") == "9000")
    #expect(try bench.send("A0B0000001") == "309000")
  }

  @Test func `a card without the view knows no class A0`() throws {
    var image = try Bench.image()
    image.formerView = nil
    #expect(try Bench(image).send(Self.master) == "6e00")
    #expect(try Bench(Bench.image(.cps3Contactless)).send(Self.master) == "6e00")
  }
}
