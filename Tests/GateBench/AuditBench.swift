import BenchSupport
import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit

/// Entries that are asked for together, and so share commits, beside one entry a commit, in files side by side.
struct AuditBench {
  /// What a service under load asks for at once.
  private static let concurrency = 1_024
  /// So many that what a file costs at its beginning does not count.
  private static let groupedCount = 65_536
  private static let singleCount = 1_024
  private static let rounds = 5
  private static let minimumRatio = 30.0

  let directory: String

  /// Prints; whether the ratio reaches its limit.
  func report() async throws -> Bool {
    let grouped = try await log("grouped.sqlite")
    let single = try await log("single.sqlite")
    var ratios: [Double] = []
    var best = (grouped: 0.0, single: 0.0)
    for _ in 0..<Self.rounds {
      let one = try await self.single(single)
      let many = try await self.grouped(grouped)
      ratios.append(many / one)
      best = (max(best.grouped, many), max(best.single, one))
    }
    let ratio = ratios.sorted()[ratios.count / 2]
    Report.head("durable audit entries, SQLite", "a second, at best")
    Report.row("one entry a commit", Report.number(best.single))
    Report.row("\(Self.concurrency) at once", Report.number(best.grouped))
    print("\nratio \(Report.number(ratio, 1)), limit \(Report.number(Self.minimumRatio, 1)) at least")
    return ratio >= Self.minimumRatio
  }

  private func log(_ name: String) async throws -> AuditLog {
    let scene = try await SQLiteStore.open(
      at: "\(directory)/\(name)", environment: .synthetic, random: SystemRandomSource())
    return AuditLog(
      store: scene, clock: StoppedClock(time: ServiceScene.moment), random: SystemRandomSource(),
      sealingTo: nil)
  }

  private var event: AuditEvent {
    var event = AuditEvent(.decision)
    event.function = BenchLookup.name
    event.isAllowed = true
    event.rule = "infopatient"
    event.policyVersion = "bench"
    event.subject = SubjectPseudonym(epoch: "bench", code: [UInt8](repeating: 7, count: 32))
    return event
  }

  private func single(_ log: AuditLog) async throws -> Double {
    let start = ProcessorTime.onWall
    for _ in 0..<Self.singleCount { try await log.record(event) }
    return Self.rate(of: Self.singleCount, since: start)
  }

  private func grouped(_ log: AuditLog) async throws -> Double {
    let start = ProcessorTime.onWall
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.concurrency {
        group.addTask {
          for _ in 0..<Self.groupedCount / Self.concurrency { try await log.record(event) }
        }
      }
      try await group.waitForAll()
    }
    return Self.rate(of: Self.groupedCount, since: start)
  }

  private static func rate(of count: Int, since start: UInt64) -> Double {
    Double(count) / Double(ProcessorTime.onWall - start) * 1_000_000_000
  }
}
