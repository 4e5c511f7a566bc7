import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@Suite struct AuditAlarmsCommandTests {
  /// A log that begins, and then an event, as an export has them.
  private func export(_ event: AuditEvent?) async throws -> String {
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let log = AuditLog(
      store: store, clock: ManualClock(Timestamp(secondsSince1970: 1_800_000_000)), random: random)
    if let event { try await log.record(event) }
    return try await store.exportedLog()
  }

  @Test func `a log without alarms, a file that is not there, and one that is no log`() async throws {
    let workstation = try Workstation()
    let file = workstation.home.path("log.jsonl")
    #expect(try await workstation.run("audit", "alarms", file).status == 66)
    for text in ["", try await export(AuditEvent(.logout))] {
      try workstation.write(text, to: "log.jsonl")
      let result = try await workstation.run("audit", "alarms", file, "--environment", "synthetic", "--json")
      #expect(result.status == 0)
      #expect(result.output.contains(#""alarms":[]"#))
    }
    try workstation.write("not a log\n", to: "log.jsonl")
    #expect(try await workstation.run("audit", "alarms", file).status == 65)
  }

  @Test func `an alarm that no call bears out is named, and the command says so`() async throws {
    let workstation = try Workstation()
    var alarm = AuditEvent(.alarm)
    alarm.diagnostic = "gate.pace-suspected"
    alarm.decision = 1
    try workstation.write(try await export(alarm), to: "log.jsonl")
    let result = try await workstation.run(
      "audit", "alarms", workstation.home.path("log.jsonl"), "--environment", "synthetic", "--json")
    #expect(result.status == 65)
    #expect(result.output.contains(#""verdict":"unfounded""#))
    #expect(result.output.contains("audit.alarms-disagree"))
  }
}
