import CPSPrimitives
import Testing

@testable import VirtualCPS

/// READ BINARY and UPDATE BINARY.
@Suite struct BinaryTests {
  private static let serialFile = "5a0a8025000001992138450f"

  @Test func `on T=0 a wrong Le names the right one`() throws {
    let bench = try Bench()
    #expect(try bench.send("00B09C00C0") == "6c0c")
    #expect(try bench.send("00B09C000C") == Self.serialFile + "9000")
    #expect(try bench.send("00B0000A05") == "6c02")
    #expect(try bench.send("00B0000A02") == "450f9000")
  }

  @Test func `on T=1 the end of the file is told after the data`() throws {
    let bench = try Bench(Bench.imageOnT1())
    #expect(try bench.send("00B09C0000") == Self.serialFile + "6282")
    #expect(try bench.send("00B0000A05") == "450f6282")
    #expect(try bench.send("00B000000C") == Self.serialFile + "9000")
    #expect(try bench.send("00A40904043F00D00300").hasSuffix("9000"))
  }

  @Test func `a certificate is read in blocks up to its last byte`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A4090C063F000001D002") == "9000")
    var text = ""
    for offset in stride(from: 0, to: 1_328, by: 256) {
      let length = min(256, 1_328 - offset)
      let answer = try bench.send("00B0" + Self.hex(offset, 4) + Self.hex(length & 0xFF, 2))
      #expect(answer.hasSuffix("9000") && answer.count == 2 * length + 4)
      text += answer.dropLast(4)
    }
    #expect(Hexadecimal.decode(text) == Bench.certificate(length: 1_328))
    #expect(try bench.send("00B0053000") == "6b00")
    #expect(try bench.send("00B07FFF01") == "6b00")
  }

  @Test func readingNeedsAFile() throws {
    let bench = try Bench()
    #expect(try bench.send("00B0000010") == "6986")
    #expect(try bench.send("00B0830010") == "6a82")
    #expect(try bench.send("00B0FC0010") == "6a86")
    #expect(try bench.send("00B00000") == "6700")
    #expect(try bench.send("00B0000002AAAA") == "6700")
  }

  @Test func `what the PIN protects is read only after it, and until the reset`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A4090C063F000001D120") == "9000")
    #expect(try bench.send("00B0000004") == "6982")
    try bench.presentPIN()
    #expect(try bench.send("00B0000002").hasSuffix("9000"))
    bench.card.reset()
    #expect(try bench.send("00A4090C063F000001D120") == "9000")
    #expect(try bench.send("00B0000002") == "6982")
  }

  @Test func `CPS_DATA is written after the PIN, inside its size`() throws {
    let bench = try Bench()
    #expect(try bench.send("00A4090C063F000001D107") == "9000")
    #expect(try bench.send("00D6000002CAFE") == "6982")
    try bench.presentPIN()
    #expect(try bench.send("00D600FE02CAFE") == "9000")
    #expect(try bench.send("00B000FE02") == "cafe9000")
    #expect(try bench.send("00D600FF02CAFE") == "6700")
    #expect(try bench.send("00D6010001CA") == "6b00")
    #expect(try bench.send("00D6000000") == "6700")
  }

  @Test func `CPS_DATA of a CPS4 is written on its channel`() throws {
    let bench = try Bench(Bench.image(.cps4))
    try bench.openChannel()
    #expect(try bench.send("01A40800040001D107") == "9000")
    #expect(try bench.send("01D6000002CAFE") == "6982")
    try bench.presentPINOnChannel()
    #expect(try bench.send("01D6000002CAFE") == "9000")
    #expect(try bench.send("01B0000002") == "cafe9000")
  }

  @Test(arguments: ["3F002F00", "3F00D003", "3F000001D002", "3F0000017002"])
  func `what the issuer alone writes stays as it is, PIN or not`(path: String) throws {
    let bench = try Bench()
    try bench.presentPIN()
    #expect(try bench.send("00A4090C" + Self.hex(path.count / 2, 2) + path) == "9000")
    #expect(try bench.send("00D6000001AA") == "6982")
  }

  private static func hex(_ value: Int, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: digits - text.count) + text
  }
}
