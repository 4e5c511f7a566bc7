import CPSDiagnostics
import TestSupport
import Testing

@testable import VirtualCPS

/// The card's side of vpcd, against a reader that the test plays.
@Suite struct VirtualReaderLinkTests {
  private static let selectMasterFile: [UInt8] = [0x00, 0xA4, 0x00, 0x0C, 0x02, 0x3F, 0x00]

  private static func address(_ port: UInt16) -> VirtualReaderAddress {
    VirtualReaderAddress(host: "127.0.0.1", port: port)
  }

  @Test func `power, reset and commands reach the card`() async throws {
    let reader = try FakeReader()
    let card = try VirtualCard(Bench.image())
    let link = VirtualReaderLink(card, to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.command([4])
    #expect(slot.receive() == CPS3Identifiers.answerToReset)
    slot.command([1])
    slot.command(Self.selectMasterFile)
    #expect(slot.receive() == [0x90, 0x00])
    slot.command([0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    #expect(slot.receive() == [0x90, 0x00])
    slot.command([2])
    slot.command([0x00, 0x20, 0x00, 0x01, 0x00])
    #expect(slot.receive() == [0x63, 0xC3])
    #expect(link.isConnected)
    await link.stop()
    #expect(!link.isConnected)
    #expect(slot.receive() == nil)
  }

  @Test func `frames that come byte by byte are put together`() async throws {
    let reader = try FakeReader()
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.send([0, 1, 1, 0, 7] + Self.selectMasterFile, piece: 1)
    #expect(slot.receive() == [0x90, 0x00])
    await link.stop()
  }

  /// The reader sends length and payload apart, as vpcd does.
  ///
  /// Without TCP_QUICKACK at the card's end every command takes 40 ms (cps-card.md section 12). The quickest
  /// is judged, so that a busy machine is no fault.
  @Test func `a command does not wait for a delayed acknowledgement`() async throws {
    let reader = try FakeReader()
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.command([1])
    var durations: [Duration] = []
    for _ in 1...60 {
      let start = ContinuousClock.now
      slot.send([0, 7])
      slot.send(Self.selectMasterFile)
      #expect(slot.receive() == [0x90, 0x00])
      durations.append(ContinuousClock.now - start)
    }
    // A fresh connection acknowledges its first segments at once by itself.
    let quickest = try #require(durations.suffix(30).min())
    #expect(quickest < .milliseconds(20))
    await link.stop()
  }

  @Test func `HC-32 a slow card is waited for, and can be taken out meanwhile`() async throws {
    let reader = try FakeReader()
    let card = try VirtualCard(Bench.image())
    card.plan([
      CardFault(.delay(.milliseconds(1)), afterExchanges: 0),
      CardFault(.delay(.seconds(3_600)), afterExchanges: 1),
    ])
    let link = VirtualReaderLink(card, to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.command([1])
    slot.command(Self.selectMasterFile)
    #expect(slot.receive() == [0x90, 0x00])
    slot.command(Self.selectMasterFile)
    await link.stop()
    #expect(slot.receive() == nil)
  }

  @Test func `a reset by another program leaves the answer empty`() async throws {
    let reader = try FakeReader()
    let card = try VirtualCard(Bench.image())
    card.plan(CardFault(.resetAfterAction, afterExchanges: 0))
    let link = VirtualReaderLink(card, to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.command([1])
    slot.command([0x00, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    #expect(slot.receive() == [])
    slot.command([0x00, 0x20, 0x00, 0x01, 0x00])
    #expect(slot.receive() == [0x63, 0xC3])
    await link.stop()
  }

  @Test func `a reader that hangs up ends the link`() async throws {
    let reader = try FakeReader()
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: Self.address(reader.port))
    var slot: FakeReader.Slot? = try reader.accept()
    slot?.send([0, 9, 1])
    slot = nil
    try await link.waitForEnd()
    #expect(!link.isConnected)
  }

  @Test func `a link that is let go of takes the card out`() async throws {
    let reader = try FakeReader()
    var link: VirtualReaderLink? = VirtualReaderLink(
      try VirtualCard(Bench.image()), to: Self.address(reader.port))
    let slot = try reader.accept()
    #expect(link != nil)
    link = nil
    #expect(slot.receive() == nil)
  }

  @Test func `a card that comes before its reader waits for it`() async throws {
    let port: UInt16
    do { port = try FakeReader().port }
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: Self.address(port))
    #expect(!link.isConnected)
    await link.stop()
    try await link.waitForEnd()
  }

  @Test func `a reader that never comes is told`() async throws {
    let port: UInt16
    do { port = try FakeReader().port }
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: Self.address(port), patience: .zero)
    await #expect(throws: CPSError(.virtualReaderUnreachable)) { try await link.waitForEnd() }
  }

  @Test func `a host that does not exist is told at once`() async throws {
    let address = VirtualReaderAddress(host: "no-such-host.invalid", port: 1)
    let link = VirtualReaderLink(try VirtualCard(Bench.image()), to: address)
    await #expect(throws: CPSError(.virtualReaderUnreachable)) { try await link.waitForEnd() }
  }

  @Test func `a card pulled by a fault leaves the reader`() async throws {
    let reader = try FakeReader()
    let card = try VirtualCard(Bench.image())
    let link = VirtualReaderLink(card, to: Self.address(reader.port))
    let slot = try reader.accept()
    slot.command([1])
    card.plan(CardFault(.removal, afterExchanges: 0))
    slot.command(Self.selectMasterFile)
    #expect(slot.receive() == nil)
    try await link.waitForEnd()
  }

  @Test(arguments: [
    ("127.0.0.1:35963", "127.0.0.1", UInt16(35_963)), ("localhost:1", "localhost", 1),
    ("[::1]:65535", "::1", 65_535),
  ])
  func addressesAreRead(text: String, host: String, port: UInt16) throws {
    let address = try VirtualReaderAddress(text)
    #expect(address.host == host && address.port == port && address.description == text)
  }

  @Test(arguments: ["", "host", "host:", ":1", "host:0", "host:65536", "::1:80", "host:1x", "[]:1"])
  func addressesThatAreNoneAreRefused(text: String) {
    #expect(throws: CPSError(.usage)) { try VirtualReaderAddress(text) }
  }
}
