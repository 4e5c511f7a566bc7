import CPSPrimitives
import OpenSSLKit
import SmartCard
import Testing

@testable import VirtualCPS

/// A CPS3 without contact (cps-card.md section 3.6).
@Suite struct ContactlessTests {
  private static let message = Array("what is signed".utf8)
  private let recorder = ExchangeRecorder(keepingLines: false)
  private let bench: Bench

  init() throws { bench = try Bench(Bench.image(.cps3Contactless), recorder: recorder) }

  @Test func `the technical key signs without a PIN, in the three commands that were measured`() throws {
    let information =
      "3031300d060960864801650304020105000420" + Hexadecimal.encode(try Digest.sha256(Self.message))
    let answer = try bench.send(
      all: "00A4090C 04 3F000002", "002241A4 06 800102 840183", "00880000 33" + information + "00")
    #expect(recorder.count.exchanges == 3)
    #expect(recorder.bytesToCard == 77 && recorder.bytesFromCard == 262)
    let signature = try #require(Hexadecimal.decode(String(answer.dropLast(4))))
    #expect(
      try Bench.authenticationKey.publicKey.isValid(
        signature: signature, for: Self.message, algorithm: .rs256))
  }

  @Test func `no PIN object is found, whatever is asked`() throws {
    #expect(try bench.send("0020000104" + "31323334") == "6a88")
    #expect(try bench.send("00200001") == "6a88")
    try bench.selectMasterFile()
    #expect(try bench.send("00CB3FFF0A4D087006BF810102A08000") == "6a88")
    #expect(try bench.send("002C020104" + "35363738") == "6a88")
  }

  @Test func `files of the contact application are found and not read`() throws {
    #expect(try bench.send("00A4090C063F0000017001") == "9000")
    #expect(try bench.send("00B0000010") == "6982")
    #expect(try bench.send("00A4090C063F000001D120") == "9000")
    #expect(try bench.send("00B0000010") == "6982")
  }

  @Test func `keys of the contact application sign nothing`() throws {
    try bench.selectApplication()
    #expect(try bench.send("002241A406800102840182") == "9000")
    #expect(try bench.send("0088000002AABB00") == "6982")
  }

  @Test(arguments: [0x5031 as UInt16, 0x5032, 0x7002, 0x7004, 0xD001])
  func `files of its own application are read`(identifier: UInt16) throws {
    let text = String(identifier, radix: 16)
    #expect(try bench.send("00A4090C063F000002" + text) == "9000")
    #expect(try bench.send("00B0000010").count == 2 * 18)
  }

  @Test func `the file reference is not taken for the technical key`() throws {
    #expect(try bench.send("00A4090C043F000002") == "9000")
    #expect(try bench.send("002241A409" + "8101018001028401" + "83") == "6a80")
  }
}
