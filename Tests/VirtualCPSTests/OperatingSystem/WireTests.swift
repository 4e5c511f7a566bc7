import Testing

@testable import VirtualCPS

/// The rules of T=0 and T=1, classes and instructions.
@Suite struct WireTests {
  @Test func `GET RESPONSE takes an answer in pieces`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A40904043F002F00") == "6127")
    #expect(try bench.send("00C0000020").hasSuffix("6107"))
    #expect(try bench.send("00C0000008") == "6c07")
    #expect(try bench.send("00C0000007").hasSuffix("8a01059000"))
    #expect(try bench.send("00C0000001") == "6985")
  }

  @Test(arguments: [1, 2, 17, 0xE7, 255])
  func `GET RESPONSE takes 256 bytes in pieces of any size`(size: Int) throws {
    let bench = try Bench()
    try bench.selectApplication()
    try bench.presentPIN()
    try bench.send(all: "002241A406800102840182", "0088000002AABB")
    var collected = 0
    while collected < 256 {
      let length = min(size, 256 - collected)
      let answer = try bench.send("00C00000" + (length < 16 ? "0" : "") + String(length, radix: 16))
      collected += length
      let rest = 256 - collected
      let left = rest == 0 ? "9000" : "61" + (rest < 16 ? "0" : "") + String(rest, radix: 16)
      #expect(answer.count == 2 * length + 4 && answer.hasSuffix(left), "\(collected)")
    }
  }

  @Test func `another command throws a waiting answer away`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A40904043F002F00") == "6127")
    #expect(try bench.send("00B0000002") == "61329000")
    #expect(try bench.send("00C0000027") == "6985")
  }

  @Test func `on T=1 data comes with the command, up to Le`() throws {
    let bench = try Bench(Bench.imageOnT1())
    #expect(try bench.send("00A40904043F002F0000").count == 2 * 41)
    #expect(try bench.send("00A40904043F002F0010").hasSuffix("6117"))
    #expect(try bench.send("00C0000000").count == 2 * 25)
    #expect(try bench.send("00A40904043F002F00") == "6127")
  }

  @Test(arguments: [
    ("01A4090C023F00", "6e00"), ("80A4090C023F00", "6e00"), ("A0A40000023F00", "9f07"), ("FF", "6700"),
    ("00A409", "6700"), ("00820000080102030405060708", "6d00"), ("0070000001", "6d00"),
    ("00CA010000", "6d00"),
    ("00C0010001", "6a86"), ("00A4090C00000000", "6700"), ("0084000008", ""),
  ])
  func unknownClassesAndInstructions(command: String, answer: String) throws {
    let bench = try Bench()
    if answer.isEmpty {
      #expect(try bench.send(command).count == 20)
    } else {
      #expect(try bench.send(command) == answer)
    }
  }

  @Test func challengesAreEightBytesAndDiffer() throws {
    let bench = try Bench()
    #expect(try bench.send("0084000008") != bench.send("0084000008"))
    #expect(try bench.send("0084000000") == "6c08")
    #expect(try bench.send("0084000108") == "6a86")
  }

  @Test func `only PSO DECIPHER may be chained`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send("10A4090C023F00") == "6884")
    #expect(try bench.send("1088000004AABBCCDD") == "6884")
    #expect(try bench.send("102A808602AABB") == "9000")
    #expect(try bench.send("00A4090C023F00") == "6883")
    #expect(try bench.send("00A4090C023F00") == "9000")
  }

  @Test func `a chain is bounded`() throws {
    let bench = try Bench()
    let block = "102A8086FF" + String(repeating: "AA", count: 255)
    #expect(try bench.send(block) == "9000")
    #expect(try bench.send(block) == "9000")
    #expect(try bench.send(block) == "6700")
  }

  @Test func `a card without power is silent`() throws {
    let bench = try Bench()
    bench.card.powerOff()
    #expect(try bench.send("00A4000C023F00") == "nothing")
    #expect(bench.card.powerOn().count == 17)
    #expect(try bench.send("00A4000C023F00") == "9000")
  }

  @Test func `every command of up to six bytes has an answer of at least two`() throws {
    let bench = try Bench()
    for cla: UInt8 in [0x00, 0x10, 0x80] {
      for ins in UInt8.min...UInt8.max {
        for tail: [UInt8] in [
          [], [0, 0], [0, 0, 0], [0x41, 0xA4, 1, 0x80], [9, 4, 1, 2], [0x3F, 0xFF, 1, 0x4D],
        ] {
          guard case .answer(let answer) = bench.card.transmit([cla, ins] + tail) else {
            Issue.record("no answer to \(cla) \(ins) \(tail)")
            continue
          }
          #expect(answer.count >= 2)
        }
      }
    }
  }
}
