import Testing

@testable import VirtualCPS

/// PIN and PUK of a CPS4: the right column of cps-card.md section 5.
@Suite struct ChipDocVerificationTests {
  private static let change = "0124010104" + "35363738"
  private static let unblock = "012C0381"

  private static func bench(_ generation: VirtualCardGeneration = .cps4) throws -> Bench {
    let bench = try Bench(Bench.image(generation))
    try bench.openChannel()
    return bench
  }

  @Test func `tries fall to the block, and asking spends none`() throws {
    let bench = try Self.bench()
    for answer in ["63c2", "63c1", "63c0", "6983"] {
      #expect(try bench.send("0120000104" + "39393939") == answer)
    }
    #expect(try bench.send("01200001") == "6983")
    #expect(try bench.send("0120000104" + "31323334") == "6983")
  }

  @Test func `on T=0 the state is asked with a length of zero`() throws {
    #expect(try Self.bench(.cps4T0).send("0120000100") == "63c3")
  }

  @Test func `a change needs the PIN verified, and takes the new one alone`() throws {
    let bench = try Self.bench()
    #expect(try bench.send(Self.change) == "6982")
    try bench.presentPINOnChannel()
    #expect(try bench.send("0124000108" + "31323334" + "35363738") == "6a86")
    #expect(try bench.send("0124010104" + "3536373A") == "6a80")
    #expect(try bench.send("0124010103" + "353637") == "6700")
    #expect(try bench.send("0124010208" + "3131313131313131") == "6982")
    #expect(try bench.send("0124010904" + "35363738") == "6a88")
    #expect(try bench.send(Self.change) == "9000")
    #expect(try bench.send("0120000104" + "31323334") == "63c2")
    #expect(try bench.send("0120000104" + "35363738") == "9000")
  }

  @Test func `the PUK unblocks without a new value, and lets one be set`() throws {
    let bench = try Self.bench()
    for _ in 1...3 { try bench.send("0120000104" + "39393939") }
    #expect(try bench.send(Self.unblock) == "6982")
    #expect(try bench.send("0120000208" + "3837363534333231") == "9000")
    #expect(try bench.send(Self.change) == "6983")
    #expect(try bench.send("012C0301") == "6a86")
    #expect(try bench.send("012C038104" + "35363738") == "6700")
    #expect(try bench.send("012C0389") == "6a88")
    #expect(try bench.send("012C0282") == "6a86")
    #expect(try bench.send("012C0382") == "6982")
    #expect(try bench.send(Self.unblock) == "9000")
    #expect(try bench.send("01200001") == "63c3")
    #expect(try bench.send(Self.change) == "9000")
    #expect(try bench.send("0120000104" + "35363738") == "9000")
  }

  @Test func `a change by the PUK keeps nothing of a wrong PUK`() throws {
    let bench = try Self.bench()
    #expect(try bench.send("0120000208" + "3030303030303030") == "63c9")
    #expect(try bench.send(Self.unblock) == "6982")
    #expect(try bench.send(Self.change) == "6982")
  }
}
