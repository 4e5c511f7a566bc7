import CPSCard
import CPSDiagnostics
import CPSPrimitives
import Testing
import VirtualCPS

/// What the card says of its PIN decides how the PIN is sent.
@Suite struct PINDirectoryTests {
  private typealias Encoding = DirectoryEncoding

  private func bench(_ directory: [UInt8]) throws -> Bench {
    try Bench(TestCards.image().replacing(0x7001, with: directory))
  }

  @Test func `the lengths come from the card`() throws {
    let bench = try bench(Encoding.pin(flags: Encoding.noFlags, minimum: 4, stored: 8, maximum: 8))
    let prepared = try bench.prepare()
    #expect(prepared.publicData.pinLengths == 4...8)
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "123456") }
    #expect(bench.recorder.lines.contains("> 0020000106 **"))
  }

  @Test func `the stored length stands for a maximum that is not given`() throws {
    let bench = try bench(Encoding.pin(flags: Encoding.noFlags, stored: 6, maximum: nil))
    #expect(try bench.prepare().publicData.pinLengths == 4...6)
  }

  @Test func `the padding comes from the card`() throws {
    let bench = try bench(
      Encoding.pin(flags: Encoding.needsPadding, stored: 8, maximum: 8, filler: 0xFF))
    let prepared = try bench.prepare()
    var sent: [UInt8] = []
    #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        guard command[1] == Bench.verify else { return try card(command) }
        sent = command
        return [0x63, 0xC2]
      }
    }
    #expect(sent == [0x00, 0x20, 0x00, 0x01, 0x08, 0x31, 0x32, 0x33, 0x34, 0xFF, 0xFF, 0xFF, 0xFF])
  }

  @Test func `a PIN that is not the holder's, or contradicts itself, is never asked for`() throws {
    let entries = [
      Encoding.pin(flags: Encoding.unblocking), Encoding.pin(flags: Encoding.noFlags, type: 0),
      Encoding.pin(flags: Encoding.noFlags, minimum: 5), Encoding.pin(flags: Encoding.noFlags, minimum: 0),
      Encoding.pin(flags: Encoding.noFlags, stored: 17, maximum: 17),
      Encoding.pin(flags: Encoding.noFlags, number: 0), Encoding.pin(flags: Encoding.noFlags, number: 0x81),
      Encoding.pin(flags: Encoding.needsPadding, stored: 8, maximum: 8),
      Encoding.pin(flags: Encoding.needsPadding, stored: 3, maximum: 4, filler: 0xFF),
      Encoding.pin(flags: Encoding.noFlags) + Encoding.pin(flags: Encoding.noFlags, number: 2),
      Encoding.pin(flags: Encoding.noFlags, number: 9), [],
    ]
    for entry in entries {
      let bench = try bench(entry)
      #expect(throws: CPSError(.cardIncomplete)) { try bench.prepare() }
      #expect(bench.verifications == 0)
    }
  }

  @Test(arguments: [
    "7016BF810112A0109A01039B0104A1088C06F3000013FF00", "7016BF810212A0109A01039B0103A1088C06F3000013FF00",
    "7013BF81010FA00D9A0103A1088C06F3000013FF00", "7019BF810115A0139B01039A01039B0103A1088C06F3000013FF00",
    "", "9000",
  ])
  func `HC-12 a state of the PIN that contradicts itself is refused`(object: String) throws {
    var isNext = false
    let bytes = try #require(Hexadecimal.decode(object))
    #expect(throws: CPSError.self) {
      try Bench().prepare { (command, card) throws(CPSError) in
        if command[1] == 0xCB {
          isNext = true
          return [0x61, UInt8(bytes.count)]
        }
        guard isNext else { return try card(command) }
        isNext = false
        return bytes + [0x90, 0x00]
      }
    }
  }
}
