import CPSAuth
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

/// What the commands about audit logs refuse; what they do is shown by OperatePageTests.
@Suite struct AuditCommandTests {
  /// Three entries, as an export has them.
  private static let lines = Result {
    let moment = Timestamp(secondsSince1970: 1_800_000_000)
    var records: [AuditRecord] = []
    var previous = [UInt8](repeating: 0, count: 32)
    for sequence in Int64(1)...3 {
      var event = AuditEvent(sequence == 1 ? .genesis : .logout)
      event.facts["log"] = sequence == 1 ? "00ff" : nil
      event.facts["remark"] = "\u{1B}[2J\u{202E}"
      let entry = AuditEntry(sequence: sequence, time: moment, environment: .synthetic, event: event)
      let content = entry.encoded()
      previous = try Digest.sha256(Array("CPSAUTH-AUDIT-V1\0".utf8) + previous + content)
      records.append(AuditRecord(sequence: sequence, content: content, hash: previous))
    }
    return try records.map { try AuditLine($0).text() }
  }

  private let workstation: Workstation
  private let file: String

  init() throws {
    workstation = try Workstation()
    try workstation.write(try Self.lines.get().joined(separator: "\n") + "\n", to: "log.jsonl")
    file = workstation.home.path("log.jsonl")
  }

  private func run(_ arguments: String...) async throws -> (status: Int32, output: String) {
    let done = try await workstation.run(
      arguments: ["audit"] + arguments + ["--environment", "synthetic"])
    return (done.status, done.output + done.errors)
  }

  @Test func `an excerpt verifies as one, and not as a whole log`() async throws {
    let whole = try await run("export", file)
    #expect(whole.output == (try Self.lines.get().joined(separator: "\n")) + "\n")
    let part = try await run("export", file, "--from", "2")
    #expect(part.output.split(separator: "\n").count == 3)
    try workstation.write(part.output, to: "part.jsonl")
    let verdict = try await run("verify", workstation.home.path("part.jsonl"), "--json")
    #expect(verdict.status == 0)
    #expect(verdict.output.contains(#""excerpt":true"#))
    #expect(verdict.output.contains(#""first":2"#))
    // Without the line that says so, its beginning is missing; with one that calls it a removal, no entry says so.
    let bare = part.output.split(separator: "\n").dropFirst().joined(separator: "\n")
    try workstation.write(bare, to: "bare.jsonl")
    #expect(try await run("verify", workstation.home.path("bare.jsonl")).status == 65)
    try workstation.write(
      part.output.replacing(#""excerpt":true"#, with: #""excerpt":false"#), to: "removed.jsonl")
    let removed = try await run("verify", workstation.home.path("removed.jsonl"), "--json")
    #expect(removed.status == 65)
    #expect(removed.output.contains("audit.broken"))
  }

  @Test(arguments: ["export", "verify", "open", "alarms"])
  func `a log of another environment is told so, with the option that reads it`(command: String) async throws
  {
    let keys = command == "open" ? ["--segment", "1", "--segment-key", workstation.home.path("key")] : []
    try workstation.write(String(repeating: "k", count: 32), to: "key")
    for named in [[], ["--environment", "test"]] {
      let done = try await workstation.run(
        arguments: ["audit", command, file, "--lang", "en"] + keys + named)
      #expect(done.status == 78, "\(done.output) \(done.errors)")
      #expect(done.errors.contains("environment synthetic"), "\(done.errors)")
      #expect(done.errors.contains("--environment synthetic"))
      #expect(!done.errors.contains("altered"))
    }
  }

  @Test func `HC-34 what is exported moves no cursor and turns no text`() throws {
    for line in try Self.lines.get() {
      #expect(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E })
      #expect(line.contains(#"\u001b[2J\u202e"#))
    }
  }

  @Test func `what cannot be meant is refused`() async throws {
    let absent = workstation.home.path("absent")
    try workstation.write("nothing\n", to: "nothing.jsonl")
    let nothing = workstation.home.path("nothing.jsonl")
    let cases: [([String], Int32)] = [
      (["verify", file, "--key", "x"], 64), (["verify", file, "--key", "abcd"], 64),
      (["verify", file, "--witness", absent], 66), (["verify", file, "--witness", nothing], 65),
      (["export", file, "--from", "3", "--through", "2"], 64), (["export", absent], 66),
      (["open", file], 64), (["open", file, "--recipient", absent], 64),
      (["open", file, "--recipient", absent, "--key", absent], 66),
      (["open", file, "--recipient", nothing, "--key", nothing], 65),
      (["open", file, "--segment", "2", "--segment-key", absent], 66),
      (["open", file, "--segment", "2", "--segment-key", nothing], 65),
      (["open", file, "--extract", workstation.home.path("cms")], 64),
      (["open", file, "--segment", "2", "--extract", workstation.home.path("cms")], 65),
      (["open", file, "--since", "yesterday"], 64),
    ]
    for (arguments, status) in cases {
      let done = try await workstation.run(
        arguments: ["audit"] + arguments + ["--environment", "synthetic"])
      #expect(done.status == status, "\(arguments): \(done.output) \(done.errors)")
    }
  }
}
