import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import VirtualCPS

/// The model of the wire, against the figures that were measured on a real CPS3 (cps-card.md section 4.1).
@Suite struct WireClockTests {
  private static let cps3 = CPS3Identifiers.answerToReset

  private static func milliseconds(_ duration: Duration) -> Double { duration / .milliseconds(1) }

  private static func time(
    _ command: String, answering count: Int, of card: [UInt8] = cps3,
    _ parameters: WireParameters = WireParameters()
  ) throws -> WireTime {
    let bytes = try #require(Hexadecimal.decode(command.filter { $0 != " " }))
    return try WireClock(answerToReset: card, parameters: parameters).time(
      command: bytes, answer: [UInt8](repeating: 0, count: count))
  }

  /// Twelve in a hundred is what two fitted times leave between the model and four figures.
  @Test(arguments: [
    ("00C00000 27", 41, 45.8), ("00B00000 39", 59, 71.8), ("00A40404 08 8025000001FF0100", 2, 73.0),
    ("00A40904 04 3F002F01", 2, 20.0),
  ])
  func `the model meets what was measured, within twelve per cent`(
    command: String, count: Int, measured: Double
  ) throws {
    let modelled = Self.milliseconds(try Self.time(command, answering: count).total)
    #expect(abs(modelled - measured) / measured < 0.12, "\(modelled) ms for \(measured) ms")
  }

  @Test func `on T=0 a character takes twelve units, and data a procedure byte`() throws {
    // 372 cycles of 4.8 MHz are 77.5 microseconds.
    let read = try Self.time("00B00000 0C", answering: 14)
    #expect(read.transmission == .microseconds(20 * 12 * 77.5))
    let refused = try Self.time("00B00000 0C", answering: 2)
    #expect(refused.transmission == .microseconds(7 * 12 * 77.5))
    let selection = try Self.time("00A4090C 02 3F00", answering: 2)
    #expect(selection.transmission == .microseconds(10 * 12 * 77.5))
  }

  @Test func `TA1 of a CPS4 is twelve times as fast`() throws {
    let slow = try Self.time("00B00000 00", answering: 258)
    let fast = try Self.time(
      "01B00000 00", answering: 258, of: CPS4Identifiers.characterAnswerToReset)
    #expect(abs(slow.transmission / fast.transmission - 12) < 0.001)
    #expect(slow.processing == fast.processing)
  }

  @Test func `on T=1 a long command goes in blocks of 32, each acknowledged`() throws {
    var parameters = WireParameters()
    parameters.clockFrequency = 3_720_000
    // One unit is 1/120 ms here. 38 bytes go in two blocks, 258 come in two; two acknowledgements.
    let time = try Self.time(
      "012A9E9A 20" + String(repeating: "AB", count: 32) + "00", answering: 258,
      of: CPS4Identifiers.answerToReset, parameters)
    let characters = 38 + 258 + 6 * 4
    #expect(time.transmission > .microseconds(characters * 100))
    #expect(abs(Self.milliseconds(time.transmission) - Double(characters * 12 + 6 * 22) / 120) < 0.01)
    let short = try Self.time("01200001", answering: 2, of: CPS4Identifiers.answerToReset, parameters)
    #expect(abs(Self.milliseconds(short.transmission) - Double(14 * 12 + 2 * 22) / 120) < 0.01)
  }

  @Test(arguments: [
    ("0020000104 31323334", 57), ("0020000100", 7), ("00240001 08 3132333435363738", 57),
    ("00880000 02 AABB", 507), ("002A9E9A00", 507), ("102A8086 02 AABB", 7), ("012A8086 01 AA 00", 507),
    ("002A90A0 02 AABB", 7), ("00A40000 00", 7), ("01A4040C 02 AABB", 57), ("01200001", 7),
  ])
  func `work of the card is counted by its kind`(command: String, milliseconds: Int) throws {
    #expect(try Self.time(command, answering: 2).processing == .milliseconds(milliseconds))
  }

  @Test func `the waiting time is that of WI`() throws {
    // 42 × 960 × 372 cycles of 4.8 MHz; about 4 s at the 3.57 MHz of the default speed.
    let waiting = try WireClock(answerToReset: Self.cps3).waitingTime
    #expect(waiting == .nanoseconds(42 * 960 * 372 * 1_000_000 / 4_800))
    var parameters = WireParameters()
    parameters.clockFrequency = 3_571_200
    let slower = try WireClock(answerToReset: Self.cps3, parameters: parameters).waitingTime
    #expect(abs(slower / .seconds(1) - 4.2) < 0.01)
  }

  @Test func `a malformed answer, or one with a reserved speed, has no clock`() throws {
    #expect(throws: CPSError(.notACPS)) { try WireClock(answerToReset: []) }
    #expect(throws: CPSError(.notACPS)) { try WireClock(answerToReset: [0x3B, 0x10, 0x7F]) }
    #expect(try Bench.image(.cps3Contactless).wireClock() == nil)
  }

  @Test func `absurd parameters give absurd times and no crash`() throws {
    var parameters = WireParameters()
    for frequency in [Int.min, 0, 1, Int.max] {
      parameters.clockFrequency = frequency
      parameters.readerInformationFieldSize = frequency
      let clock = try WireClock(answerToReset: CPS4Identifiers.answerToReset, parameters: parameters)
      #expect(clock.time(command: [], answer: []).total >= .zero)
      let long = [UInt8](repeating: 0, count: 70_000)
      #expect(clock.time(command: long, answer: long).total >= .zero)
      #expect(clock.waitingTime >= .zero)
    }
  }

  @Test func `a recorder adds up what was answered, and knows no PIN`() throws {
    let recorder = ExchangeRecorder(clock: try Bench.image().wireClock())
    let bench = try Bench(recorder: recorder)
    try bench.presentPIN()
    #expect(recorder.wireTime == (try Self.time("0020000104 31323334", answering: 2)))
    try bench.selectMasterFile()
    let sum =
      try Self.time("0020000104 31323334", answering: 2) + Self.time("00A4090C 02 3F00", answering: 2)
    #expect(recorder.wireTime == sum)
    recorder.reset()
    #expect(recorder.wireTime == WireTime())
    #expect(ExchangeRecorder().wireTime == nil)
  }

  @Test func `the warm start of the official module needs some three tenths of a second`() throws {
    let clock = try WireClock(answerToReset: Self.cps3)
    let recorder = ExchangeRecorder(clock: clock)
    let bench = try Bench(recorder: recorder)
    try bench.send(
      all: "00A40904043F00D003", "00C0000027", "00B000000C", "00A40904043F00D010", "00A40904043F00D010",
      "00A4090C043F000001", "00A4090C023F00", "00CB3FFF0A4D087006BF810102A080", "00C0000018",
      "00A4090C023F00", "00CB3FFF0A4D087006BF810202A080", "00C000001C")
    let seconds = try #require(recorder.wireTime).total / .seconds(1)
    #expect((0.25...0.45).contains(seconds), "\(seconds) s")
  }
}
