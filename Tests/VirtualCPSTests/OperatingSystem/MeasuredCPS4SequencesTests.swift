import CPSPrimitives
import SmartCard
import Testing

@testable import VirtualCPS

/// What the official module sends to a CPS4, with the counts that were measured with it (cps-card.md section 9).
@Suite struct MeasuredCPS4SequencesTests {
  private static let block = String(repeating: "01", count: 255)

  /// Opens the channel and the PIN, then counts `commands`.
  private static func measure(
    _ generation: VirtualCardGeneration, _ commands: String..., expecting counts: (Int, Int, Int)
  ) throws {
    let recorder = ExchangeRecorder(keepingLines: false)
    let bench = try Bench(Bench.image(generation), recorder: recorder)
    try bench.openChannel()
    try bench.presentPINOnChannel()
    recorder.reset()
    for command in commands { try bench.send(command.filter { $0 != " " }) }
    #expect(recorder.count.exchanges == counts.0)
    #expect(recorder.bytesToCard == counts.1)
    #expect(recorder.bytesFromCard == counts.2)
  }

  @Test func `the warm start`() throws {
    try Self.measure(
      .cps4, "01A4040C 08 8025000001FF0100", "01A40800 02 D003 00", "01B000000C", "01A40800 02 0001",
      "01200001", "01200002", expecting: (6, 41, 63))
    try Self.measure(
      .cps4T0, "01A4040C 08 8025000001FF0100", "01A40800 02 D003", "01C0000027", "01B000000C",
      "01A40800 02 0001", "0120000100", "0120000200", expecting: (7, 47, 65))
  }

  @Test func `a certificate of 1,328 bytes, in blocks of 256`() throws {
    try Self.measure(
      .cps4, "01A40800 04 0001D002 00", "01B0000000", "01B0010000", "01B0020000", "01B0030000", "01B0040000",
      "01B0050030", expecting: (7, 40, 1_381))
    try Self.measure(
      .cps4T0, "01A40800 04 0001D002", "01C0000027", "01B0000000", "01B0010000", "01B0020000", "01B0030000",
      "01B0040000", "01B0050030", expecting: (8, 44, 1_383))
  }

  @Test func `a signature by the bare operation`() throws {
    try Self.measure(
      .cps4, "01A40800 02 0001", "012241B8 03 830120", "112A8086 FF 00" + Self.block.dropLast(2),
      "012A8086 01 01 00", expecting: (4, 282, 264))
    try Self.measure(
      .cps4T0, "01A40800 02 0001", "012241B8 03 830120", "112A8086 FF 00" + Self.block.dropLast(2),
      "012A8086 01 01", "01C0000000", expecting: (5, 286, 266))
  }

  @Test func `a signature by RSASSA-PSS`() throws {
    let digest = String(repeating: "AB", count: 32)
    try Self.measure(
      .cps4, "01A40800 02 0001", "012281B6 04 91022CA0", "012A9E9A 20" + digest + "00",
      expecting: (3, 54, 262))
    try Self.measure(
      .cps4T0, "01A40800 02 0001", "012281B6 04 91022CA0", "012A9E9A 20" + digest, "01C0000000",
      expecting: (4, 58, 264))
  }

  @Test func `log-in, change, and unblocking by the PUK`() throws {
    try Self.measure(.cps4, "01200001 04 31323334", expecting: (1, 9, 2))
    try Self.measure(.cps4, "01200001 04 31323334", "01240101 04 35363738", expecting: (2, 18, 4))
    try Self.measure(.cps4, "01200002 08 3837363534333231", expecting: (1, 13, 2))
    try Self.measure(.cps4, "012C0381", "01240101 04 35363738", expecting: (2, 13, 4))
    try Self.measure(.cps4T0, "012C038100", "01240101 04 35363738", expecting: (2, 14, 4))
  }
}
