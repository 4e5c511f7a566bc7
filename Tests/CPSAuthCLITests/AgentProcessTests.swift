import Foundation
import TestSupport
import Testing

/// The agent as a process of its own.
@Suite struct AgentProcessTests {
  private func workstation() throws -> Workstation { try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic"]) }

  /// Starts the agent by a login that gets no further than an unreachable service.
  private func startAgent(of workstation: Workstation) async throws -> Int32 {
    _ = try await workstation.run("login", "--server", "http://127.0.0.1:9", "--pin-fd", "0")
    return try #require(workstation.agentIdentifier)
  }

  private func isRunning(_ identifier: Int32) -> Bool {
    // A zombie is nobody's memory any more.
    let state = try? String(contentsOfFile: "/proc/\(identifier)/stat", encoding: .utf8)
    return state.map { !$0.contains(") Z ") } ?? false
  }

  @Test func `it is started once, in a session of its own, with no descriptor of ours`() async throws {
    let workstation = try workstation()
    let first = try await startAgent(of: workstation)
    #expect(isRunning(first))
    #expect(getsid(first) == first)
    #expect(try await startAgent(of: workstation) == first)
    let socket = workstation.home.path("runtime/cpsauth/agent.socket")
    let attributes = try FileManager.default.attributesOfItem(atPath: socket)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `FT-06 SIGTERM ends it and removes its socket`() async throws {
    let workstation = try workstation()
    let agent = try await startAgent(of: workstation)
    kill(agent, SIGTERM)
    try await eventually("the agent ends") { !isRunning(agent) }
    #expect(!FileManager.default.fileExists(atPath: workstation.home.path("runtime/cpsauth/agent.socket")))
    #expect(try await workstation.run("status").status == 1)
  }

  @Test func `one that was killed is replaced`() async throws {
    let workstation = try workstation()
    let first = try await startAgent(of: workstation)
    kill(first, SIGKILL)
    try await eventually("the agent is gone") { !isRunning(first) }
    #expect(try await workstation.run("status").status == 1)
    let second = try await startAgent(of: workstation)
    #expect(second != first)
    #expect(isRunning(second))
  }

  @Test func `its memory cannot be read by a neighbour, nor dumped`() async throws {
    let workstation = try workstation()
    let agent = try await startAgent(of: workstation)
    let limits = try String(contentsOfFile: "/proc/\(agent)/limits", encoding: .utf8)
    let core = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max core file size") })
    #expect(core.split(separator: " ").filter { $0 == "0" }.count == 2)
    // Of a process that may not be dumped, /proc belongs to root (proc(5)).
    let owner = try FileManager.default.attributesOfItem(atPath: "/proc/\(agent)/mem")[.ownerAccountID]
    #expect(owner as? Int == 0)
  }

  @Test func `environment and command line of the agent hold nothing of the login`() async throws {
    let workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic", "SECRET_OF_THE_SHELL": "x"])
    let agent = try await startAgent(of: workstation)
    let words = try String(contentsOfFile: "/proc/\(agent)/cmdline", encoding: .utf8)
    #expect(words.split(separator: "\0").dropFirst() == ["agent"])
    if let variables = try? String(contentsOfFile: "/proc/\(agent)/environ", encoding: .utf8) {
      #expect(!variables.contains("SECRET_OF_THE_SHELL"))
    }
  }
}
