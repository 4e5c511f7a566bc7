import CPSDiagnostics
import SmartCard
import TestSupport
import Testing

@testable import CardReaders

/// Readers with a keypad of their own.
@Suite struct PINPadTests {
  private static func properties(_ vendor: UInt16, _ product: UInt16) -> [UInt8] {
    [
      0x0B, 0x02, UInt8(vendor & 0xFF), UInt8(vendor >> 8), 0x0C, 0x02, UInt8(product & 0xFF),
      UInt8(product >> 8),
    ]
  }

  @Test func `a PIN typed at the reader reaches the card and nothing of it comes here`() async throws {
    let bench = try SimulatedBench(features: SimulatedReader.allFeatures, typed: "1234")
    let connection = bench.connection()
    #expect(try await connection.hasPINPad())
    #expect(try await connection.verifyAtPINPad() == .success)
    #expect(bench.pcsc.with { $0.commands.last } == [0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    #expect(bench.pcsc.with { $0.counts[.transmit] } == nil)
    _ = consume connection
    try await bench.expectNothingLeft()
  }

  @Test func `a wrong PIN typed at the reader comes back with the card's counter`() async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures, typed: "9999")
    #expect(try await bench.connection().verifyAtPINPad() == StatusWord(rawValue: 0x63C2))
    #expect(bench.triesLeft == 2)
  }

  @Test func `the features of a reader are asked once a connection`() async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures)
    let connection = bench.connection()
    for _ in 0..<3 { #expect(try await connection.hasPINPad()) }
    #expect(bench.pcsc.with { $0.counts[.control] } == 1)
  }

  @Test func `a PIN typed here asks the reader nothing`() async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures)
    _ = try await bench.connection().verify()
    #expect(bench.pcsc.with { $0.counts[.control] } == nil)
  }

  @Test func `the structure has the bytes of part 10`() throws {
    let form = try #require(PINPadForm(verifying: PINReference(cla: 0x00, number: 0x01, lengths: 4...4)))
    #expect(
      PINVerifyStructure.bytes(form) == [
        0x1E, 0x1E, 0x82, 0x04, 0x00, 0x04, 0x04, 0x02, 0xFF, 0x0C, 0x04, 0x00, 0x00, 0x00, 0x00, 0x09, 0x00,
        0x00,
        0x00, 0x00, 0x20, 0x00, 0x01, 0x04, 0x00, 0x00, 0x00, 0x00,
      ])
    let padded = try #require(
      PINPadForm(
        verifying: PINReference(
          cla: 0x01, number: 0x81, lengths: 4...8, padding: .init(storedLength: 8, filler: 0xFF))))
    #expect(
      PINVerifyStructure.bytes(padded) == [
        0x1E, 0x1E, 0x82, 0x08, 0x00, 0x08, 0x04, 0x02, 0xFF, 0x0C, 0x04, 0x00, 0x00, 0x00, 0x00, 0x0D, 0x00,
        0x00,
        0x00, 0x01, 0x20, 0x00, 0x81, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
      ])
  }

  @Test(
    arguments: [
      [0x06], [0x06, 0x04, 0x42, 0x33, 0x00], [0x06, 0x03, 0x42, 0x33, 0x00, 0x06],
      SimulatedReader.keypadFeatures + [0x12],
      SimulatedReader.keypadFeatures + SimulatedReader.keypadFeatures,
      [0x06, 0xFF, 0x42, 0x33, 0x00, 0x06],
    ] as [[UInt8]])
  func `HR-15 a malformed feature list names none`(list: [UInt8]) async throws {
    #expect(ReaderFeatures.controlCodes(in: list) == nil)
    #expect(try await !SimulatedBench(features: list).connection().hasPINPad())
  }

  @Test(
    arguments: [[], [0x12, 0x04, 0x42, 0x33, 0x00, 0x12], [0x07, 0x04, 0x42, 0x33, 0x00, 0x07]] as [[UInt8]])
  func `a reader that cannot verify has no keypad for it`(list: [UInt8]) async throws {
    #expect(try await !SimulatedBench(features: list).connection().hasPINPad())
  }

  @Test(arguments: 0..<1_000)
  func `HR-15 any bytes are read as features and properties without going past their end`(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    let bytes = (0..<(seed % 40)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56) & (seed.isMultiple(of: 2) ? 0x0F : 0xFF)
    }
    if let codes = ReaderFeatures.controlCodes(in: bytes) { #expect(codes.count * 6 == bytes.count) }
    if ReaderProperties(bytes).model != nil { #expect(bytes.count >= 8) }
  }

  @Test(
    arguments: [
      [], [0x0B], [0x0B, 0x02], [0x0B, 0x02, 0x6B], [0x0B, 0x02, 0x6B, 0x07], [0x0B, 0xFF, 0x6B, 0x07],
      [0x0B, 0x01, 0x6B, 0x0C, 0x01, 0x31],
    ] as [[UInt8]])
  func `HR-15 properties cut short name no make`(list: [UInt8]) {
    #expect(ReaderProperties(list).model == nil)
  }

  @Test(arguments: PINPadQuirk.all)
  func `HR-12 a keypad of the quirk table is not used`(quirk: PINPadQuirk) async throws {
    let bench = try SimulatedBench(
      features: SimulatedReader.allFeatures,
      properties: [0x01, 0x02, 0, 0] + Self.properties(quirk.model.vendor, quirk.model.product), typed: "1234"
    )
    #expect(try await !bench.connection().hasPINPad())
    await #expect(throws: CPSError(.pinPadUnusable)) { try await bench.connection().verifyAtPINPad() }
    #expect(bench.verifications == 0)
  }

  @Test(arguments: [
    "HID Global OMNIKEY 3x21 Smart Card Reader [OMNIKEY 3x21 Smart Card Reader] 00 00",
    "HID Global OMNIKEY 6121 Smart Card Reader 01 00",
  ])
  func `HR-12 a reader that does not give its make is known by its name`(name: String) async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures, named: ReaderName(name))
    #expect(try await !bench.connection().hasPINPad())
  }

  @Test func `HR-12 the make goes before the name`() async throws {
    let bench = try SimulatedBench(
      features: SimulatedReader.allFeatures, properties: Self.properties(0x08E6, 0x3478), typed: "1234",
      named: ReaderName("OMNIKEY 3x21"))
    #expect(try await bench.connection().hasPINPad())
  }

  @Test func `the quirk table names each make once`() {
    #expect(Set(PINPadQuirk.all.map(\.model)).count == PINPadQuirk.all.count)
  }
}
