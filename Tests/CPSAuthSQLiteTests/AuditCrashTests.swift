import CPSAuth
import CPSAuthSQLite
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

/// A process that writes the audit log is ended in the middle of its writes, again and again: what it said was durable
/// is there, and the log goes on.
@Suite struct AuditCrashTests {
  private static let killRuns = 200
  private static let powerRuns = 60
  private static let rounds = 6
  /// Pages in the log of the file before a run, so that SQLite writes them back in its middle (it does at 1,000:
  /// "PRAGMA wal_autocheckpoint").
  private static let pagesBefore = 960

  private let directory: TemporaryDirectory
  private let faults: String

  init() async throws {
    directory = try TemporaryDirectory()
    faults = directory.path("faults.so")
    let built = try await ChildProcess.run(
      "cc",
      [
        "-shared", "-fPIC", "-O1", "-o", faults,
        PackageRoot.path("Tests/AuditCrash/faults.c"), "-ldl",
      ])
    try #require(built.outcome == .exited(0), "\(built.errors)")
    try await prepare()
  }

  /// Makes the database from which every run begins, as a process leaves it that is still running.
  private func prepare() async throws {
    let path = directory.path("origin.sqlite")
    let random = SystemRandomSource()
    let store = try await SQLiteStore.open(at: path, environment: .synthetic, random: random)
    let log = AuditLog(store: store, clock: SystemWallClock(), random: random)
    var event = AuditEvent(.logout)
    event.facts["filling"] = String(repeating: "x", count: 40_000)
    while try pages(ofLog: path) < Self.pagesBefore { try await log.record(event) }
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: path + suffix, toPath: directory.path("before.sqlite") + suffix)
    }
    try store.close()
  }

  /// Each page in the log of the file has a header of 24 bytes ("Database File Format", 4.1).
  private func pages(ofLog path: String) throws -> Int {
    let size = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    return (size ?? 0) / (4_096 + 24)
  }

  private struct Run {
    let path: String
    let outcome: ChildProcess.Outcome
    /// What was said to be durable, by its number.
    let acknowledged: [Int64: String]
  }

  /// Runs the writer on a copy of the database, to be ended at a boundary.
  private func run(_ name: String, _ settings: [String: String]) async throws -> Run {
    let path = directory.path("\(name).sqlite")
    for suffix in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: directory.path("before.sqlite") + suffix, toPath: path + suffix)
    }
    var environment = ProcessInfo.processInfo.environment
    environment["LD_PRELOAD"] = faults
    environment["CPSAUTH_FAULT_FILE"] = path
    environment.merge(settings) { $1 }
    let done = try await ChildProcess.run(
      try BuiltProduct.path("audit-crash"), [path, String(Self.rounds)], environment: environment,
      atMost: .seconds(300))
    var acknowledged: [Int64: String] = [:]
    for line in done.output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      if parts.count == 2, let sequence = Int64(parts[0]) { acknowledged[sequence] = String(parts[1]) }
    }
    return Run(path: path, outcome: done.outcome, acknowledged: acknowledged)
  }

  /// How many boundaries a run has that is left alone.
  private func boundaries(_ kind: String) async throws -> Int {
    let count = directory.path("count-\(kind)")
    let run = try await run(
      "dry-\(kind)", ["CPSAUTH_FAULT_KIND": kind, "CPSAUTH_FAULT_COUNT": count])
    #expect(run.outcome == .exited(0))
    #expect(run.acknowledged.count == Self.rounds * 3)
    try await check(run)
    let text = try String(contentsOfFile: count, encoding: .utf8)
    return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// The log verifies, holds what was acknowledged, and goes on.
  private func check(_ run: Run) async throws {
    let random = SystemRandomSource()
    let store = try await SQLiteStore.open(at: run.path, environment: .synthetic, random: random)
    let head = try await AuditVerifier.verify(store)
    for (sequence, hash) in run.acknowledged {
      let record = try await store.auditRecords(after: sequence - 1, limit: 1).first
      #expect(record?.sequence == sequence)
      #expect(record.map { Hexadecimal.encode($0.hash) } == hash)
    }
    let next = try await AuditLog(store: store, clock: SystemWallClock(), random: random).record(
      AuditEvent(.logout))
    #expect(next.sequence == (head?.sequence ?? 0) + 1)
    #expect(try await AuditVerifier.verify(store)?.sequence == next.sequence)
    try store.close()
    for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: run.path + suffix) }
  }

  /// Runs that end at boundaries of a seed's choice, half of them in the log of the file.
  private func storm(
    _ runs: Int, _ modes: [String], afterwards: (Run) throws -> Void = { _ in }
  ) async throws {
    let kinds = ["all", "wal"]
    var totals: [Int] = []
    for kind in kinds { totals.append(try await boundaries(kind)) }
    var killed = 0
    var acknowledged = 0
    for seed in 0..<runs {
      var random = SeededGenerator(seed: UInt64(seed))
      let kind = seed % kinds.count
      let boundary = Int.random(in: 1...totals[kind], using: &random)
      let run = try await run(
        "\(modes[0])-\(seed)",
        [
          "CPSAUTH_FAULT_AT": String(boundary), "CPSAUTH_FAULT_KIND": kinds[kind],
          "CPSAUTH_FAULT_MODE": modes[seed / kinds.count % modes.count], "CPSAUTH_FAULT_SEED": String(seed),
        ])
      // Entries that wait together go into one commit or into two, so that a run may end before its boundary.
      #expect(run.outcome == .signalled(SIGKILL) || run.outcome == .exited(0), "seed \(seed)")
      killed += run.outcome == .exited(0) ? 0 : 1
      acknowledged += run.acknowledged.count
      try afterwards(run)
      try await check(run)
    }
    #expect(killed > runs / 2)
    #expect(acknowledged > 0)
  }

  @Test func `ST-01 kill -9 at every write boundary loses nothing that was acknowledged`() async throws {
    try await storm(Self.killRuns, ["before", "torn", "after"])
  }

  @Test func `ST-02 a power cut that drops what was not synced loses nothing that was acknowledged`()
    async throws
  {
    try await storm(Self.powerRuns, ["power"]) { run in
      // The index of the log of the file lies in shared memory only (SQLite, "Write-Ahead Logging", 6).
      try? FileManager.default.removeItem(atPath: run.path + "-shm")
    }
  }
}

/// SplitMix64: the same choices for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
