import Foundation
import Testing

@testable import TestSupport

@Suite struct ChildProcessTests {
  @Test func statusOutputAndErrorsAreCollected() async throws {
    let done = try await ChildProcess.run(
      "sh", ["-c", "cat; echo oops >&2; exit 7"], input: .bytes(Array("hello".utf8)))
    #expect(done.outcome == .exited(7))
    #expect(done.output == "hello")
    #expect(done.errors == "oops\n")
  }

  @Test func theEnvironmentIsTheGivenOneAndNothingElse() async throws {
    let done = try await ChildProcess.run("/usr/bin/env", environment: ["ONLY": "this"])
    #expect(done.output == "ONLY=this\n")
  }

  @Test func aCommandThatDoesNotExistIsAnError() {
    #expect(throws: TestSupportError.self) { try ChildProcess("/nonexistent/command") }
  }

  @Test func aStubbornChildIsKilled() async throws {
    let child = try ChildProcess("sh", ["-c", "trap '' TERM; echo ready; while :; do sleep 0.01; done"])
    try await child.waitForOutput("ready")
    child.stop(grace: .milliseconds(50))
    #expect(child.outcome == .signalled(SIGKILL))
  }

  @Test func aChildEndsWithItsOwner() async throws {
    let identifier = try ChildProcess("sleep", ["60"]).identifier
    #expect(kill(identifier, 0) == -1)
    #expect(errno == ESRCH)
  }

  @Test func aChildInheritsOnlyItsThreeDescriptors() async throws {
    let leaked = open("/dev/null", O_RDONLY)
    defer { close(leaked) }
    let done = try await ChildProcess.run("sh", ["-c", "ls /proc/$$/fd"])
    let descriptors = done.output.split(separator: "\n").compactMap { Int($0) }
    #expect(Set(descriptors).isSubset(of: [0, 1, 2]))
  }

  @Test func whatIsWaitedForButNeverSaidIsAnError() async throws {
    let child = try ChildProcess("sh", ["-c", "echo no"])
    await #expect(throws: TestSupportError.self) { try await child.waitForOutput("yes") }
  }

  @Test func anOpenInputEndsWhenItIsClosed() async throws {
    let child = try ChildProcess("cat", input: .open)
    try child.send("a line\n")
    try await child.waitForOutput("a line")
    #expect(child.outcome == nil)
    child.closeInput()
    #expect(try await child.wait(atMost: .seconds(5)) == .exited(0))
    #expect(throws: TestSupportError.self) { try child.send("too late") }
  }
}
