import TestSupport
import Testing

@Suite struct AuditVerifyCommandTests {
  @Test func `a file that is not there, and one that is no log`() async throws {
    let workstation = try Workstation()
    #expect(try await workstation.run("audit", "verify", workstation.home.path("absent")).status == 66)
    try workstation.write("not a log\n", to: "log.jsonl")
    let result = try await workstation.run("audit", "verify", workstation.home.path("log.jsonl"), "--json")
    #expect(result.status == 65)
    #expect(result.output.contains("input.malformed"))
  }

  @Test func `an empty log is whole, unless an entry of it was kept elsewhere`() async throws {
    let workstation = try Workstation()
    try workstation.write("", to: "log.jsonl")
    let file = workstation.home.path("log.jsonl")
    let whole = try await workstation.run("audit", "verify", file, "--json")
    #expect(whole.status == 0)
    #expect(whole.output.contains(#""entries":0"#))
    let hash = String(repeating: "ab", count: 32)
    let cut = try await workstation.run("audit", "verify", file, "--head", "3:\(hash)", "--json")
    #expect(cut.status == 65)
    #expect(cut.output.contains("audit.broken"))
    #expect(try await workstation.run("audit", "verify", file, "--head", "x").status == 64)
  }
}
