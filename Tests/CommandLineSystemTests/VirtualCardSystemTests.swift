import Foundation
import TestSupport
import Testing
import VirtualCPS

/// `cpsauth virtual-card run` in front of a real resource manager.
@Suite struct VirtualCardSystemTests {
  @Test(arguments: [
    ("cps3", VirtualCardGeneration.cps3, true), ("contactless", .cps3Contactless, false),
  ])
  func `at its end it tells how long a real card would have needed, where that is known`(
    name: String, generation: VirtualCardGeneration, hasClock: Bool
  ) async throws {
    let daemon = try await PrivatePCSC.start()
    let files = try TemporaryDirectory()
    let folder = name == "cps3" ? "physician" : name
    let image = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/\(folder)")).image(generation)
    try VirtualCardImageFile(path: files.path("card.json")).save(image)
    let run = try ChildProcess(
      BuiltProduct.path("cpsauth"),
      [
        "virtual-card", "run", "--vpcd", "127.0.0.1:\(daemon.port)", "--log", files.path("log"),
        files.path("card.json"),
      ], environment: ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"])
    let safety = try SafetyGuard.fixtures(in: daemon)
    try safety.requireVirtual(daemon.readerName)
    try await eventually("an answer of the card") {
      let answer = try await ChildProcess.run(
        "opensc-tool", ["--reader", daemon.readerName, "--send-apdu", "00:A4:09:0C:02:3F:00"],
        environment: daemon.environment)
      return answer.output.contains("SW1=0x90, SW2=0x00")
    }
    run.signal(SIGTERM)
    #expect(try await run.wait() == .exited(0))
    let lines = try String(contentsOfFile: files.path("log"), encoding: .utf8).split(separator: "\n")
    let report = try #require(lines.last)
    let commands = lines.count { $0.hasPrefix("> ") }
    #expect(report.hasPrefix("# \(commands) commands, "))
    #expect(report.contains(" s with a real card") == hasClock)
  }
}
