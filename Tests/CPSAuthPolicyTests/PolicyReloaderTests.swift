import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import TestSupport
import Testing

@testable import CPSAuthPolicy

@Suite struct PolicyReloaderTests {
  private let folder: TemporaryDirectory
  private let store: MemoryStore
  private let gate: Gate
  private let reloader: PolicyReloader

  private static let functions: Set<FunctionName> = ["f"]
  private static let first = text("1", "professions: [10]")

  private static func text(_ version: String, _ condition: String, cards: String = "CPS") -> String {
    "version: \"\(version)\"\nrules:\n  a: {allow: [f], method: card, cards: [\(cards)], \(condition)}\n"
  }

  init() throws {
    folder = try TemporaryDirectory()
    let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
    let random = SeededRandomSource(seed: 7)
    store = try MemoryStore(environment: .synthetic, random: random)
    let log = AuditLog(store: store, clock: clock, random: random)
    let path = folder.path("policy.yaml")
    try Data(Self.first.utf8).write(to: URL(filePath: path))
    gate = Gate(
      policy: try PolicyFile(at: path, knowing: nil).policy, auditLog: log,
      auditKey: try AuditKey(epoch: "test", try SecretBytes(copying: try random.bytes(32))), clock: clock)
    reloader = PolicyReloader(path: path, gate: gate, auditLog: log, accepting: .cps, knowing: Self.functions)
  }

  private func write(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.path("policy.yaml")))
  }

  private func events(_ kind: AuditEvent.Kind) async throws -> [AuditEvent] {
    try await store.auditRecords(after: 0, limit: 100)
      .map { try AuditEntry(encoded: $0.content).event }.filter { $0.kind == kind }
  }

  @Test(arguments: [0o666, 0o664, 0o602])
  func `CA-13 a file that others may write is not taken, and the policy in force stays`(mode: Int)
    async throws
  {
    #expect(try await reloader.reload() == .unchanged)
    try write(Self.text("2", "professions: [21]"))
    func set(_ mode: Int) throws {
      try FileManager.default.setAttributes(
        [.posixPermissions: mode], ofItemAtPath: folder.path("policy.yaml"))
    }
    try set(mode)
    for _ in 0..<3 {
      #expect(try await reloader.reload() == .refused(CPSError(.configurationExposed)))
    }
    #expect(gate.policy.version == "1")
    let alarms = try await events(.alarm)
    #expect(alarms.map(\.diagnostic) == ["policy.not-loaded"])
    #expect(alarms.first?.facts["reason"]?.contains(String(mode, radix: 8)) == true)
    try set(0o644)
    #expect(try await reloader.reload() == .replaced(version: "2"))
  }

  @Test func `CC-05 a changed file is in force at the next look, and the log says which text`() async throws {
    #expect(try await reloader.reload() == .unchanged)
    let second = Self.text("2", "professions: [21]")
    try write(second)
    #expect(try await reloader.reload() == .replaced(version: "2"))
    #expect(gate.policy.version == "2")
    #expect(try await reloader.reload() == .unchanged)
    let entries = try await events(.policyInForce)
    #expect(entries.map(\.policyVersion) == ["1", "2"])
    #expect(entries.map { $0.facts["policy-before"] } == [nil, "1"])
    let digest = try PolicyFile(Array(second.utf8), named: "p", knowing: nil).sha256
    #expect(entries.last?.facts["policy-sha256"] == Hexadecimal.encode(digest))
  }

  @Test(arguments: [
    "", "version: \"2\"", "\0\0", "version: \"2\"\nrules:\n  a: {allow: [f], method: any}\n",
    String(repeating: "#", count: 70_000),
  ])
  func `CA-12 CA-13 a broken file leaves the old policy in force and one alarm`(text: String) async throws {
    try await reloader.reload()
    try write(text)
    for _ in 0..<3 {
      guard case .refused(let error) = try await reloader.reload() else {
        Issue.record("not refused")
        return
      }
      #expect(error == CPSError(.configurationInvalid))
    }
    #expect(gate.policy.version == "1")
    let alarms = try await events(.alarm)
    #expect(alarms.map(\.diagnostic) == [Diagnostic.policyNotLoaded.code])
    try write(Self.text("3", "professions: [10]"))
    #expect(try await reloader.reload() == .replaced(version: "3"))
  }

  @Test func `CA-13 a file that is gone leaves the old policy in force`() async throws {
    try await reloader.reload()
    try FileManager.default.removeItem(atPath: folder.path("policy.yaml"))
    #expect(try await reloader.reload() == .refused(CPSError(.inputMissing)))
    #expect(gate.policy.version == "1")
    try write(Self.first)
    #expect(try await reloader.reload() == .unchanged)
  }

  @Test func `other content under the same version is refused, since the log could not tell them apart`()
    async throws
  {
    try await reloader.reload()
    try write(Self.text("1", "professions: [21]"))
    for _ in 0..<2 {
      #expect(try await reloader.reload() == .refused(CPSError(.configurationInvalid)))
    }
    #expect(
      gate.policy.rules == (try PolicyFile(Array(Self.first.utf8), named: "p", knowing: nil)).policy.rules)
    #expect(try await events(.alarm).count == 1)
    // A remark changes nothing that is decided.
    try write(Self.first + "# remark\n")
    #expect(try await reloader.reload() == .unchanged)
  }

  @Test func `a version that was in force before does not come back with other content`() async throws {
    try await reloader.reload()
    try write(Self.text("2", "professions: [21]"))
    #expect(try await reloader.reload() == .replaced(version: "2"))
    try write(Self.text("1", "professions: [60]"))
    #expect(try await reloader.reload() == .refused(CPSError(.configurationInvalid)))
    #expect(gate.policy.version == "2")
    try write(Self.first)
    #expect(try await reloader.reload() == .replaced(version: "1"))
  }

  @Test(arguments: ["allow: [g]", "allow: [f, g]", "forbid: [g]"])
  func `CA-12 a rule about a function that the service does not have is refused with its place`(
    rule: String
  ) async throws {
    try write(
      "version: \"2\"\nrules:\n  a:\n    \(rule)\n    method: card\n    cards: [CPS]\n    professions: [10]\n"
    )
    guard case .refused(let error) = try await reloader.reload() else {
      Issue.record("not refused")
      return
    }
    #expect(error.values["place"]?.contains(":4:") == true)
    #expect(error.values["detail"]?.contains("no function g") == true)
    #expect(gate.policy.version == "1")
  }

  @Test func `a policy for cards that nobody can log in with waits for a restart`() async throws {
    try write(Self.text("2", "professions: [10]", cards: "CPS, CPF"))
    #expect(try await reloader.reload() == .refused(CPSError(.configurationInvalid)))
    #expect(gate.policy.version == "1")
  }
}
