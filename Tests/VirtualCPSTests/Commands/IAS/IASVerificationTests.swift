import CPSDiagnostics
import Synchronization
import Testing

@testable import VirtualCPS

/// PIN and PUK: every rule of cps-card.md section 5.
@Suite struct IASVerificationTests {
  private static let unblock = "002C020104" + "35363738"

  @Test func `tries fall to the block, and the right PIN comes too late`() throws {
    let bench = try Bench()
    #expect(try bench.send("0020000100") == "63c3")
    #expect(try bench.presentWrongPIN() == "63c2")
    #expect(try bench.presentWrongPIN() == "63c1")
    #expect(try bench.presentWrongPIN() == "63c0")
    #expect(try bench.presentWrongPIN() == "6983")
    #expect(try bench.send("002000010431323334") == "6983")
    #expect(try bench.send("0020000100") == "6983")
  }

  @Test func `the right PIN gives the tries back`() throws {
    let bench = try Bench()
    #expect(try bench.presentWrongPIN() == "63c2")
    try bench.presentPIN()
    #expect(try bench.send("0020000100") == "9000")
    bench.card.reset()
    #expect(try bench.send("0020000100") == "63c3")
  }

  @Test func `a wrong PIN closes what a right one opened`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    #expect(try bench.presentWrongPIN() == "63c2")
    #expect(try bench.send("0020000100") == "63c2")
  }

  @Test func `the PIN state ends with the power`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    bench.card.powerOff()
    bench.card.powerOn()
    #expect(try bench.send("0020000100") == "63c3")
  }

  @Test(arguments: [
    ("002000030431323334", "6a88"), ("002000810431323334", "6a88"), ("002001010431323334", "6a86"),
    ("0020000105313233", "6700"),
  ])
  func `a VERIFY that names nothing spends nothing`(command: String, answer: String) throws {
    let bench = try Bench()
    #expect(try bench.send(command) == answer)
    #expect(try bench.send("0020000100") == "63c3")
  }

  @Test(arguments: ["0020000101" + "31", "0020000108" + "31323334FFFFFFFF", "0020000105" + "3132333435"])
  func `a PIN of another length is a wrong PIN`(command: String) throws {
    #expect(try Bench().send(command) == "63c2")
  }

  @Test func `the PUK unblocks, and only the PUK`() throws {
    let bench = try Bench()
    for _ in 1...3 { _ = try bench.presentWrongPIN() }
    #expect(try bench.send(Self.unblock) == "6982")
    try bench.presentPUK()
    #expect(try bench.send("002C020104" + "353637") == "6700")
    #expect(try bench.send("002C020104" + "35363741") == "6a80")
    #expect(try bench.send("002C000104" + "35363738") == "6a86")
    #expect(try bench.send("002C020904" + "35363738") == "6a88")
    #expect(try bench.send("002C020208" + "3131313131313131") == "6982")
    #expect(try bench.send("0020000100") == "6983")
    #expect(try bench.send(Self.unblock) == "9000")
    #expect(try bench.send("0020000100") == "63c3")
    #expect(try bench.send("0020000104" + "31323334") == "63c2")
    #expect(try bench.send("0020000104" + "35363738") == "9000")
  }

  @Test func `a blocked PUK unblocks nothing`() throws {
    let bench = try Bench()
    for left in (0...9).reversed() {
      #expect(try bench.send("0020000208" + "3030303030303030") == "63c" + String(left))
    }
    #expect(try bench.send("0020000208" + "3837363534333231") == "6983")
    #expect(try bench.send(Self.unblock) == "6982")
  }

  @Test func `the uses of the PUK run out`() throws {
    var image = try Bench.image()
    image.pins[1].usesLeft = 2
    let bench = try Bench(image)
    try bench.presentPUK()
    try bench.presentPUK()
    #expect(try bench.send("0020000208" + "3837363534333231") == "6984")
    #expect(try bench.send("0020000200") == "6984")
    #expect(bench.card.image.pins[1].triesLeft == 10)
  }

  @Test func `a change needs the old PIN and spends a try on a wrong one`() throws {
    let bench = try Bench()
    #expect(try bench.send("0024000108" + "39393939" + "35363738") == "63c2")
    #expect(try bench.send("0024000108" + "31323334" + "3536373A") == "6a80")
    #expect(try bench.send("0024000107" + "31323334" + "353637") == "6700")
    #expect(try bench.send("0024010104" + "35363738") == "6a86")
    #expect(try bench.send("0024000210" + "38373635343332313131313131313131") == "6982")
    #expect(try bench.send("0024000108" + "31323334" + "35363738") == "9000")
    #expect(try bench.send("0020000100") == "63c3")
    #expect(try bench.send("0020000104" + "35363738") == "9000")
  }

  @Test func `HC-33 the try is on record before the PIN is compared`() throws {
    let memory = RecordingStorage()
    let bench = try Bench(storage: memory)
    try bench.presentPIN()
    #expect(memory.triesLeft == [2, 3])
  }

  @Test func `when memory fails nothing is compared and nothing opens`() throws {
    let bench = try Bench(storage: FailingStorage())
    #expect(try bench.send("0020000104" + "31323334") == "6581")
    #expect(try bench.presentWrongPIN() == "6581")
    #expect(try bench.send("0020000100") == "63c3")
  }

  private final class RecordingStorage: VirtualCardStorage {
    private let saved = Mutex<[UInt8]>([])
    var triesLeft: [UInt8] { saved.withLock { $0 } }
    func save(_ image: VirtualCardImage) { saved.withLock { $0.append(image.pins[0].triesLeft) } }
  }

  private struct FailingStorage: VirtualCardStorage {
    func save(_ image: VirtualCardImage) throws(CPSError) {
      throw CPSError(.outputFailed, ["path": "nowhere"])
    }
  }
}
