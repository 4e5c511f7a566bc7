import Foundation
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct PrivatePCSCTests {
  private static let answerToReset: [UInt8] = [
    0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x03, 0x10, 0x00, 0x90, 0x00,
  ]

  @Test func severalDaemonsRunSideBySideAndSeeOnlyTheirOwnReaders() async throws {
    let first = try await PrivatePCSC.start()
    let second = try await PrivatePCSC.start()
    for daemon in [first, second] {
      let list = try await ChildProcess.run(
        "opensc-tool", ["--list-readers"], environment: daemon.environment)
      #expect(list.outcome == .exited(0))
      let readers = list.output.split(separator: "\n").dropFirst(2).map { line in
        line.split(separator: " ", omittingEmptySubsequences: true).dropFirst(2).joined(separator: " ")
      }
      #expect(readers == daemon.readerNames)
    }
    #expect(first.port != second.port)
  }

  @Test func aCardIsSeenByAClientThatNobodyHereWrote() async throws {
    let daemon = try await PrivatePCSC.start()
    let card = try ScriptedCard(port: daemon.port, answerToReset: Self.answerToReset) { _ in
      .answer([0x6D, 0x00])
    }
    defer { card.remove() }
    // For a moment pcscd shows a card whose answer to reset it does not have yet.
    try await eventually("the card's answer to reset") {
      let answer = try await ChildProcess.run(
        "opensc-tool", ["--reader", "0", "--atr"], environment: daemon.environment)
      return answer.output.contains("3b:ac:00:40:2a:00:12:25:00:64:80:00:03:10:00:90:00")
    }
  }

  @Test func nothingIsLeftRunning() async throws {
    var identifier: pid_t?
    do {
      let daemon = try await PrivatePCSC.start()
      identifier = daemon.daemonIdentifier
    }
    let ended = try #require(identifier)
    #expect(kill(ended, 0) == -1)
    #expect(errno == ESRCH)
  }

  @Test func aKilledDaemonComesBackOnTheSameSocket() async throws {
    let daemon = try await PrivatePCSC.start()
    let before = try #require(daemon.daemonIdentifier)
    daemon.kill()
    #expect(!daemon.isRunning)
    try await daemon.launch()
    #expect(daemon.daemonIdentifier != before)
    let list = try await ChildProcess.run("opensc-tool", ["--list-readers"], environment: daemon.environment)
    #expect(list.output.contains(daemon.readerName))
  }
}
