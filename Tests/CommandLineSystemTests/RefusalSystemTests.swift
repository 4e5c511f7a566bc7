import Foundation
import SyntheticIGC
import TestSupport
import Testing
import VirtualCPS

/// What the command says when it cannot log in, and that the card keeps its tries.
@Suite(.serialized) struct RefusalSystemTests {
  private func expect(
    _ code: String, _ status: Int32, from bench: CommandBench, verifications: Int = 0, _ more: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let login = try await bench.login(typing: "1234", more)
    #expect(login.status == status, sourceLocation: sourceLocation)
    #expect(login.output.contains("\"code\":\"\(code)\""), "\(login.output)", sourceLocation: sourceLocation)
    #expect(bench.verifications == verifications, sourceLocation: sourceLocation)
    #expect(bench.triesLeft == 3, sourceLocation: sourceLocation)
    #expect(try await bench.run("status").status == 1, sourceLocation: sourceLocation)
  }

  @Test func `no card, and no reader of that name`() async throws {
    let bench = try await CommandBench()
    try await expect("reader.not-found", 10, from: bench, ["--reader", "No such reader", "--wait", "0s"])
    await bench.removeCard()
    try await eventually("the empty reader") {
      try await bench.run("readers", "--json").output.components(separatedBy: "absent").count == 3
    }
    try await expect("card.none", 11, from: bench, ["--wait", "0s"])
    try await expect("card.none", 11, from: bench, ["--wait", "1s"])
  }

  @Test func `HC-31 another card never gets the PIN`() async throws {
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician"))
    var image = maker.image(.cps3)
    image.masterFile.name = [0xA0, 0x00, 0x00, 0x00, 0x04]
    try await expect("card.not-a-cps", 12, from: CommandBench(image, before: .description()))
  }

  @Test(
    arguments: [
      ("redirect", "service.redirected", 36), ("elsewhere", "service.origin", 36),
      ("vanish", "service.lost", 69),
    ] as [(String, String, Int32)])
  func `HN-01 FT-08 a service that misbehaves costs no try`(
    conduct: String, code: String, status: Int32
  ) async throws {
    try await expect(code, status, from: CommandBench(conduct))
  }

  @Test func `HN-19 a card of authorities with the same names and other keys opens nothing`() async throws {
    let service = try await ServiceProcess.genuine(trusting: IssuedTree())
    let bench = try await CommandBench(IssuedTree.impostor().image(of: .physician), before: service)
    try await expect("trust.anchor-unknown", 32, from: bench, verifications: 1)
  }

  @Test(arguments: ["123", "12345", "12345678901234567", "12a4", " 1234", "１２３４", "\u{1}\u{2}\u{3}\u{4}"])
  func `what is no PIN of this card is not sent to it`(entry: String) async throws {
    let bench = try await CommandBench()
    let login = try await bench.login(typing: entry)
    #expect(login.status == 20)
    #expect(login.output.contains("pin.malformed"))
    #expect(bench.verifications == 0)
    #expect(bench.triesLeft == 3)
  }

  @Test func `what was typed is in no file and in no answer`() async throws {
    let service = try await ServiceProcess.genuine(trusting: IssuedTree())
    let bench = try await CommandBench(IssuedTree().image(of: .physician), before: service)
    // As long as any PIN may be, so that it is found nowhere by chance; this card takes four digits.
    let typed = "9753197531975319"
    let login = try await bench.login(typing: typed)
    #expect(login.status == 20)
    #expect(login.output.contains("pin.malformed"))
    #expect(!login.output.contains(typed))
    #expect(bench.verifications == 0)
    for place in [bench.home.url.path, try #require(service.folder).url.path] {
      let found = try await ChildProcess.run(
        "grep", ["--recursive", "--binary-files=text", "--devices=skip", "--quiet", typed, place])
      #expect(found.outcome == .exited(1))
    }
  }
}
