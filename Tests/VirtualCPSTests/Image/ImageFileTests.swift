import CPSDiagnostics
import Foundation
import TestSupport
import Testing

@testable import VirtualCPS

/// The file in which a card keeps what outlasts its power.
@Suite struct ImageFileTests {
  @Test func `a try that was answered is spent, though the process is killed at once`() async throws {
    let directory = try TemporaryDirectory()
    let file = VirtualCardImageFile(path: directory.path("card.json"))
    try file.save(Bench.image())
    for left: UInt8 in [2, 1, 0] {
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = file.path as String] in
        let file = VirtualCardImageFile(path: path)
        let bench = try Bench(file.load(), storage: file)
        if try bench.presentWrongPIN().hasPrefix("63c") { kill(getpid(), SIGKILL) }
      }
      #expect(try file.load().pins[0].triesLeft == left)
    }
  }

  @Test func `counters outlast the process that held the card`() throws {
    let directory = try TemporaryDirectory()
    let file = VirtualCardImageFile(path: directory.path("card.json"))
    try file.save(Bench.image())
    let first = try Bench(file.load(), storage: file)
    #expect(try first.presentWrongPIN() == "63c2")
    // No end of any kind is told to the first card: that is what kill -9 leaves.
    let second = try Bench(file.load(), storage: file)
    #expect(try second.presentWrongPIN() == "63c1")
    #expect(try second.presentWrongPIN() == "63c0")
    let third = try Bench(file.load(), storage: file)
    #expect(try third.send("0020000104" + "31323334") == "6983")
    try third.presentPUK()
    #expect(try third.send("002C020104" + "35363738") == "9000")
    let fourth = try Bench(file.load(), storage: file)
    #expect(try fourth.send("0020000104" + "35363738") == "9000")
    #expect(try fourth.fetch("00CB3FFF0A4D087006BF810202A080").contains("9d020063"))
  }

  @Test func `an image reads back as it was written`() throws {
    let directory = try TemporaryDirectory()
    let file = VirtualCardImageFile(path: directory.path("card.json"))
    let image = try Bench.image()
    try file.save(image)
    #expect(try file.load() == image)
    #expect(try VirtualCard(stored: file).image == image)
  }

  @Test func `the file is its owner's alone and no draft stays behind`() throws {
    let directory = try TemporaryDirectory()
    let file = VirtualCardImageFile(path: directory.path("card.json"))
    try file.save(Bench.image())
    try file.save(Bench.image())
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["card.json"])
  }

  @Test func `a file that cannot be written is told and the old one stays`() throws {
    let directory = try TemporaryDirectory()
    let nowhere = VirtualCardImageFile(path: directory.path("missing/card.json"))
    #expect(throws: CPSError(.outputFailed)) { try nowhere.save(Bench.image()) }
    let occupied = VirtualCardImageFile(path: directory.path("occupied"))
    try FileManager.default.createDirectory(atPath: occupied.path, withIntermediateDirectories: false)
    try Data("kept".utf8).write(to: URL(filePath: occupied.path + "/file"))
    #expect(throws: CPSError(.outputFailed)) { try occupied.save(Bench.image()) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path) == ["occupied"])
  }

  @Test func `a file that is not there is told`() throws {
    let directory = try TemporaryDirectory()
    #expect(throws: CPSError(.inputMissing)) {
      try VirtualCardImageFile(path: directory.path("none.json")).load()
    }
    #expect(throws: CPSError(.inputMissing)) { try VirtualCardImageFile(path: directory.url.path).load() }
  }

  @Test(arguments: ["", "{}", "[]", "null", "not json", #"{"format":"another"}"#, "\u{0}\u{1}"])
  func `a foreign file is told`(text: String) {
    #expect(throws: CPSError(.virtualCardInvalid)) { try VirtualCardImage(json: Array(text.utf8)) }
  }

  /// One wrong value each, where the file is otherwise whole.
  @Test(arguments: [
    (#""format" : "cpsauth-virtual-card-1""#, #""format" : "cpsauth-virtual-card-9""#),
    (#""generation" : "cps3""#, #""generation" : "cps9""#),
    (#""triesLeft" : 3"#, #""triesLeft" : 4"#), (#""triesLeft" : 3"#, #""triesLeft" : -1"#),
    (#""triesLeft" : 3"#, #""triesLeft" : 256"#), (#""digits" : "1234""#, #""digits" : "12""#),
    (#""digits" : "1234""#, #""digits" : "12a4""#), (#""number" : 2"#, #""number" : 1"#),
    (#""3bac0040"#, #""3bac004"#), (#""3bac0040"#, #""3bad0040"#),
    (#""identifier" : 20529"#, #""identifier" : 20530"#),
  ])
  func `a corrupt value is told`(right: String, wrong: String) throws {
    let text = try String(decoding: Bench.image().json(), as: UTF8.self)
    let changed = text.replacing(right, with: wrong)
    #expect(changed != text)
    #expect(throws: CPSError(.virtualCardInvalid)) { try VirtualCardImage(json: Array(changed.utf8)) }
  }

  @Test func `a file cut short anywhere is told`() throws {
    let bytes = try Bench.image().json()
    for length in stride(from: 0, to: bytes.count - 1, by: bytes.count / 40) {
      #expect(throws: CPSError(.virtualCardInvalid)) {
        try VirtualCardImage(json: Array(bytes.prefix(length)))
      }
    }
  }

  @Test func `a broken key is told before the card is used`() throws {
    var image = try Bench.image()
    image.masterFile.directories[0].keys[0].privateKey = [0x30, 0x00]
    #expect(throws: CPSError(.virtualCardInvalid)) { try VirtualCard(image) }
  }
}
