import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@Suite struct CardChannelTests {
  private let read = CommandAPDU(0x00, 0xB0, 0x01, 0x02, expecting: 4)
  private let select = CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: [0x3F, 0x00], expecting: 256)

  @Test(arguments: [
    (CommandAPDU(0x00, 0x22, 0x41, 0xA4), "002241a400", "002241a4"),
    (CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 12), "00b000000c", "00b000000c"),
    (CommandAPDU(0x00, 0xB0, 0x00, 0x00, expecting: 256), "00b0000000", "00b0000000"),
    (CommandAPDU(0x00, 0xA4, 0x09, 0x0C, data: [0x3F, 0x00]), "00a4090c023f00", "00a4090c023f00"),
    (
      CommandAPDU(0x00, 0xA4, 0x09, 0x04, data: [0x3F, 0x00], expecting: 256),
      "00a40904023f00", "00a40904023f0000"
    ),
    (
      CommandAPDU(0x01, 0x88, 0x00, 0x00, data: [0xAA], expecting: 128),
      "0188000001aa", "0188000001aa80"
    ),
  ])
  func `the four cases have the bytes of each protocol`(command: CommandAPDU, t0: String, t1: String) throws {
    for (wire, bytes) in [(TransmissionProtocol.t0, t0), (.t1, t1)] {
      let transport = ScriptedTransport(wire, "9000")
      _ = try exchange(command, with: transport)
      #expect(transport.commands == [bytes])
    }
  }

  @Test(arguments: [(0, 1), (-5, 1), (257, 256), (100_000, 256)])
  func `an expected length is kept within one short command`(asked: Int, kept: Int) {
    #expect(CommandAPDU(0, 0xB0, 0, 0, expecting: asked).expectedLength == kept)
  }

  @Test func `an answer is fetched in pieces`() throws {
    let transport = ScriptedTransport(.t0, "6103", "AABB6101", "CC9000")
    let answer = try exchange(select, with: transport)
    #expect(answer == ResponseAPDU(data: [0xAA, 0xBB, 0xCC], status: .success))
    #expect(transport.commands == ["00a40904023f00", "00c0000003", "00c0000001"])
  }

  @Test func `GET RESPONSE keeps the channel and drops chaining and secure messaging`() throws {
    let transport = ScriptedTransport(.t0, "6101", "AA9000")
    _ = try exchange(CommandAPDU(0x1D, 0xA4, 0, 0, data: [1], expecting: 256), with: transport)
    #expect(transport.commands[1] == "01c0000001")
  }

  @Test func `GET RESPONSE keeps the class of the CPS2ter view`() throws {
    let transport = ScriptedTransport(.t0, "6101", "AA9000")
    _ = try exchange(CommandAPDU(0xA0, 0xA4, 0, 0, data: [1], expecting: 256), with: transport)
    #expect(transport.commands[1] == "a0c0000001")
  }

  @Test func `6100 announces 256 bytes`() throws {
    let transport = ScriptedTransport(.t0, "6100", String(repeating: "AA", count: 256) + "9000")
    #expect(try exchange(select, with: transport).data.count == 256)
    #expect(transport.commands[1] == "00c0000000")
  }

  @Test func `61xx to a command that can have no answer data is no success`() throws {
    let transport = ScriptedTransport(.t1, "6104")
    #expect(try exchange(CommandAPDU(0x01, 0x20, 0x00, 0x01), with: transport).status.text == "6104")
    #expect(transport.commands == ["01200001"])
  }

  @Test func `data that nobody asked for is left with the card`() throws {
    let transport = ScriptedTransport(.t0, "6120")
    let answer = try exchange(CommandAPDU(0x00, 0xA4, 0x04, 0x00, data: [0x80]), with: transport)
    #expect(answer == ResponseAPDU(status: .success))
    #expect(transport.commands.count == 1)
  }

  @Test func `6Cxx repeats the command with the length it names`() throws {
    let transport = ScriptedTransport(.t0, "6C02", "AABB9000")
    #expect(try exchange(read, with: transport).data == [0xAA, 0xBB])
    #expect(transport.commands == ["00b0010204", "00b0010202"])
  }

  @Test func `a status word is an answer, not an error`() throws {
    #expect(try exchange(read, with: ScriptedTransport(.t0, "6A82")).status == .fileNotFound)
    #expect(try exchange(read, with: ScriptedTransport(.t0, "AA6282")).data == [0xAA])
  }

  @Test func `long data is sent as a chain`() throws {
    let transport = ScriptedTransport(.t0, "9000", "9000", "6102", "AABB9000")
    let data = [UInt8](repeating: 0x5A, count: 512)
    let answer = try exchange(
      CommandAPDU(0x00, 0x2A, 0x80, 0x86, data: data, expecting: 256), with: transport)
    #expect(answer.data == [0xAA, 0xBB])
    let block = String(repeating: "5a", count: 255)
    #expect(
      transport.commands == ["102a8086ff" + block, "102a8086ff" + block, "002a8086025a5a", "00c0000002"])
  }

  @Test func `a chain ends where the card refuses a block`() throws {
    let transport = ScriptedTransport(.t0, "9000", "6883")
    let data = [UInt8](repeating: 0, count: 600)
    #expect(try exchange(CommandAPDU(0, 0x2A, 0, 0, data: data), with: transport).status.text == "6883")
    #expect(transport.commands.count == 2)
  }

  @Test func `a transport's error passes unchanged`() {
    #expect(throws: CPSError(.cardRemoved)) { try exchange(read, with: ScriptedTransport(.t0)) }
  }
}
