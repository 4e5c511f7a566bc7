import BenchSupport
import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSProof
import OpenSSLKit

/// The whole of a gated call, both audit entries durable, over each store.
struct PerformBench {
  private static let alone = 512
  private static let concurrency = 256
  private static let together = 4_096

  let directory: String
  let fixtures: String

  /// Prints.
  func report() async throws {
    Report.head("a gated call with store and audit", "alone, µs", "\(Self.concurrency) at once, a second")
    let random = SystemRandomSource()
    try await row("memory", over: try MemoryStore(environment: .synthetic, random: random))
    try await row(
      "SQLite",
      over: try await SQLiteStore.open(
        at: "\(directory)/perform.sqlite", environment: .synthetic, random: random))
  }

  private func row(_ name: String, over store: any AuthStore) async throws {
    let scene = try ServiceScene(over: store, fixtures: fixtures)
    let session = try await scene.logIn(0).session
    @Sendable func perform(_ index: Int) async throws {
      let isFound = try await scene.gate.perform(
        BenchLookup.self, as: session, about: try BenchLookup.subject(index)
      ) { permit in
        _ = try permit.redeem()
        return true
      }
      guard isFound else { throw CPSError(.internalFault) }
    }
    try await perform(0)
    let start = ProcessorTime.onWall
    for index in 0..<Self.alone { try await perform(index) }
    let alone = Double(ProcessorTime.onWall - start) / Double(Self.alone) / 1_000
    let beginning = ProcessorTime.onWall
    try await withThrowingTaskGroup(of: Void.self) { group in
      for first in 0..<Self.concurrency {
        group.addTask {
          for index in stride(from: first, to: Self.together, by: Self.concurrency) {
            try await perform(index)
          }
        }
      }
      try await group.waitForAll()
    }
    let rate = Double(Self.together) / Double(ProcessorTime.onWall - beginning) * 1_000_000_000
    Report.row(name, Report.number(alone, 1), Report.number(rate))
  }
}
