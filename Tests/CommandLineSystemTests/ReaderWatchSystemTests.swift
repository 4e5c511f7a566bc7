import Foundation
import TestSupport
import Testing
import VirtualCPS

/// `cpsauth readers --watch` beside a resource manager that comes and goes.
@Suite(.timeLimit(.minutes(2))) struct ReaderWatchSystemTests {
  private func watch(_ daemon: PrivatePCSC, _ arguments: String...) throws -> ChildProcess {
    try ChildProcess(
      BuiltProduct.path("cpsauth"), ["readers", "--watch"] + arguments,
      environment: daemon.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 })
  }

  @Test func `HR-02 events are shown as they come, also over a restart of the daemon`() async throws {
    let daemon = try await PrivatePCSC.start()
    let watching = try watch(daemon, "--json")
    try await watching.waitForOutput(#""reader":"\#(daemon.readerNames[1])""#)
    daemon.kill()
    try await watching.waitForOutput(#"{"event":"service-lost","schema":1}"#)
    try await daemon.launch()
    try await watching.waitForOutput(#"{"event":"service-restored","schema":1}"#)
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician"))
    let card = try VirtualCard(maker.image(.cps3))
    let link = VirtualReaderLink(card, to: VirtualReaderAddress(host: "127.0.0.1", port: daemon.port))
    try await watching.waitForOutput(#""event":"card-inserted""#)
    await link.stop()
    try await watching.waitForOutput(#""event":"card-removed""#)
    watching.signal(SIGINT)
    #expect(try await watching.wait() == .exited(0))
    // Each event is one line that stands for itself.
    for line in watching.standardOutput.split(separator: "\n") {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(event?["event"] is String)
    }
  }

  @Test func `a watch for people ends with Ctrl-C and says nothing of it`() async throws {
    let daemon = try await PrivatePCSC.start()
    let watching = try watch(daemon, "--lang", "en")
    try await watching.waitForOutput("\(daemon.readerNames[1]): reader connected\n")
    watching.signal(SIGINT)
    #expect(try await watching.wait() == .exited(0))
    #expect(watching.standardError.isEmpty)
  }
}
