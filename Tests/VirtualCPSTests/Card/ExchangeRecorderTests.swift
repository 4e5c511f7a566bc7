import SmartCard
import Synchronization
import Testing

@testable import VirtualCPS

/// Counts and lines of what a card exchanged.
@Suite struct ExchangeRecorderTests {
  @Test func `bytes are counted both ways as the card sees them`() throws {
    let recorder = ExchangeRecorder()
    let bench = try Bench(recorder: recorder)
    try bench.send("00A4090C043F00D003")
    try bench.send("00B000000C")
    #expect(recorder.bytesToCard == 9 + 5)
    #expect(recorder.bytesFromCard == 2 + 14)
    #expect(recorder.count == .init(exchanges: 2, bytes: 30))
    #expect(
      recorder.lines == [
        "> 00a4090c043f00d003", "< 9000", "> 00b000000c", "< 5a0a8025000001992138450f9000",
      ])
    recorder.reset()
    #expect(recorder.count == .init() && recorder.lines.isEmpty)
  }

  @Test(arguments: [
    ("002000010431323334", "> 0020000104 **"), ("00240001083132333435363738", "> 0024000108 **"),
    ("002C02010435363738", "> 002c020104 **"), ("1020000102 3132", "> 1020000102 **"),
    ("80200001FF31323334", "> 80200001ff **"), ("0020000100", "> 0020000100"),
  ])
  func `CA-06 no digit of a PIN is written down`(command: String, line: String) throws {
    let recorder = ExchangeRecorder()
    try Bench(recorder: recorder).send(command.filter { $0 != " " })
    #expect(recorder.lines.first == line)
  }

  @Test func `lines go to the sink at once, and are kept only when asked`() throws {
    let seen = Mutex<[String]>([])
    let recorder = ExchangeRecorder(keepingLines: false) { line in seen.withLock { $0.append(line) } }
    try Bench(recorder: recorder).send("00A4000C023F00")
    #expect(seen.withLock { $0 } == ["> 00a4000c023f00", "< 9000"])
    #expect(recorder.lines.isEmpty)
  }
}
