import CPSPrimitives
import OpenSSLKit
import SmartCard
import Testing

@testable import VirtualCPS

/// What other clients send, with the counts that were measured with them (cps-card.md section 9).
@Suite struct MeasuredSequencesTests {
  private let recorder = ExchangeRecorder()
  private let bench: Bench

  init() throws { bench = try Bench(recorder: recorder) }

  private func replay(_ commands: String..., expecting counts: (Int, Int, Int)) throws {
    recorder.reset()
    for command in commands { try bench.send(command.filter { $0 != " " }) }
    #expect(recorder.count.exchanges == counts.0)
    #expect(recorder.bytesToCard == counts.1)
    #expect(recorder.bytesFromCard == counts.2)
  }

  @Test func `the warm start of the official module`() throws {
    try replay(
      "00A40904 04 3F00D003", "00C0000027", "00B000000C", "00A40904 04 3F00D010", "00A40904 04 3F00D010",
      "00A4090C 04 3F000001", "00A4090C 02 3F00", "00CB3FFF 0A 4D087006BF810102A080", "00C0000018",
      "00A4090C 02 3F00", "00CB3FFF 0A 4D087006BF810202A080", "00C000001C", expecting: (12, 100, 127))
    #expect(recorder.lines.filter { $0 == "< 6a82" }.count == 2)
  }

  @Test func `a certificate of 1,328 bytes, in blocks of 231`() throws {
    try replay(
      "00A40904 06 3F000001D002", "00C0000027", "00B00000E7", "00B000E7E7", "00B001CEE7", "00B002B5E7",
      "00B0039CE7", "00B00483AD", expecting: (8, 46, 1_383))
  }

  @Test func `log-in, change, and unblocking by the PUK`() throws {
    try replay("00200001 04 31323334", expecting: (1, 9, 2))
    try replay("00240001 08 31323334 35363738", expecting: (1, 13, 2))
    try replay("00200002 08 3837363534333231", expecting: (1, 13, 2))
    try replay("002C0201 04 31323334", expecting: (1, 9, 2))
    #expect(recorder.lines == ["> 002c020104 **", "< 9000"])
  }

  @Test func `a signature of the authentication key`() throws {
    try bench.presentPIN()
    try replay(
      "00A4090C 04 3F000001", "002241A4 06 800102 840182",
      "00880000 33 3031300D060960864801650304020105000420" + String(repeating: "AB", count: 32), "00C00000E7",
      "00C0000019", expecting: (5, 86, 266))
  }

  @Test func `a signature of the signature key over 300 bytes, the last 44 on the card`() throws {
    try bench.presentPIN()
    let state = String(repeating: "CD", count: 32) + "0000000000000800"
    try replay(
      "00A4090C 04 3F000001", "002241AA 03 800140",
      "002A90A0 58 9028" + state + "802C" + String(repeating: "00", count: 44), "002241B6 06 800142 840181",
      "002A9E9A00", expecting: (5, 126, 266))
  }

  @Test func `a signature of the signature key over a digest given`() throws {
    try bench.presentPIN()
    try replay(
      "00A4090C 04 3F000001", "002241B6 06 800142 840181",
      "002A9E9A 20" + String(repeating: "AB", count: 32), "00C00000E7", "00C0000019", expecting: (5, 67, 266))
  }

  @Test func `a cryptogram of five bytes`() throws {
    try bench.presentPIN()
    let block = [0x00, 0x02] + [UInt8](repeating: 0x5A, count: 248) + [0x00] + Array("plain".utf8)
    guard case .rsa(_, let exponent) = try Bench.authenticationKey.publicKey.kind else { return }
    let modulus = try #require(try Bench.authenticationKey.publicKey.rsaModulus)
    let text = Hexadecimal.encode([0x81] + Modular.power(block, exponent, modulus))
    try replay(
      "00A4090C 04 3F000001", "002241B8 06 80011A 840182", "102A8086 FF" + text.prefix(510),
      "002A8086 02" + text.suffix(4), "00C0000005", expecting: (5, 292, 15))
  }
}
