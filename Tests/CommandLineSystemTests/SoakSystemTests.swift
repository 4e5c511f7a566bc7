import CPSAuth
import CPSDiagnostics
import CPSProof
import Foundation
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSAuthSQLite

/// The service at the highest steady rate that this machine gives it: two minutes here, an hour in
/// `tools/check deep`, which says so in CPSAUTH_SOAK_SECONDS.
@Suite struct SoakSystemTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["CPSAUTH_SOAK_SECONDS"].flatMap { Int($0) } ?? 120
  private static let samples = 120
  /// What allocators may still gain after the first quarter, besides what is kept of the file, in KiB.
  private static let tolerance = 8 * 1_024

  /// The service at one moment.
  private struct Sample {
    let vitals: ProcessVitals
    /// How much of its file it may keep in memory, in KiB: of a young one all.
    let cached: Int

    init(of service: ServiceProcess) throws {
      vitals = try ProcessVitals(of: service.identifier)
      let path = try #require(service.database)
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
      cached = min(try #require(size) / 1_024, SQLiteStore.cacheSize)
    }
  }

  /// A quarter of the time.
  private struct Quarter {
    /// In the middle of its samples, in KiB.
    let memory: Int, cached: Int
    /// At most.
    let descriptors: Int

    init(_ samples: ArraySlice<Sample>) {
      memory = Self.median(samples.map(\.vitals.memory))
      cached = Self.median(samples.map(\.cached))
      descriptors = samples.map(\.vitals.descriptors).max() ?? 0
    }

    private static func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }
  }

  @Test func memoryAndDescriptorsStayFlatUnderLoad() async throws {
    let tree = try IssuedTree()
    // One card does the work of a hospital.
    let service = try await ServiceProcess.genuine(
      trusting: tree, requests: "{per-second: 1000, burst: 10000}",
      logins: "[{within: 1s, unattended: 1000000, limit: 1000000}]", night: Self.otherSideOfTheClock)
    let audience = try Audience(service.address)
    let port = try #require(service.address.split(separator: ":").last.flatMap { Int($0) })
    let load = SoakLoad(at: audience, port: port, with: try tree.signer(of: .physician))
    var samples: [Sample] = []
    for _ in 0..<Self.samples {
      try await Task.sleep(for: .milliseconds(Self.seconds * 1_000 / Self.samples))
      try load.check()
      samples.append(try Sample(of: service))
    }
    try await load.stop()
    let quarter = Self.samples / 4
    let (early, late) = (Quarter(samples[quarter..<2 * quarter]), Quarter(samples[(3 * quarter)...]))
    print(
      """
      soak of \(Self.seconds) s, \(load.sessions) sessions, \(load.sessions * SoakPractice.lookUps) look-ups
      | quarter | KiB of memory | of the file, at most | descriptors |
      |---|---|---|---|
      | second | \(early.memory) | \(early.cached) | \(early.descriptors) |
      | last | \(late.memory) | \(late.cached) | \(late.descriptors) |
      """)
    #expect(load.sessions > 0)
    #expect(late.memory - late.cached <= early.memory - early.cached + Self.tolerance)
    #expect(late.descriptors <= early.descriptors + 2)
    try await service.stop()
    try await verify(service, sessions: load.sessions)
  }

  /// The log holds what was done, and not one entry more: login and logout of each session, decision and outcome of
  /// each look-up.
  private func verify(_ service: ServiceProcess, sessions: Int) async throws {
    let store = try await SQLiteStore.inspect(
      at: try #require(service.database), environment: .synthetic)
    #expect(try await AuditVerifier.verify(store) != nil)
    var counts: [AuditEvent.Kind: Int] = [:]
    var last: Int64 = 0
    while true {
      let page = try await store.auditRecords(after: last, limit: 1_000)
      guard let end = page.last else { break }
      for record in page { counts[try AuditEntry(encoded: record.content).event.kind, default: 0] += 1 }
      last = end.sequence
    }
    #expect(counts[.login] == sessions)
    #expect(counts[.logout] == sessions)
    #expect(counts[.decision] == sessions * SoakPractice.lookUps)
    #expect(counts[.outcome] == sessions * SoakPractice.lookUps)
    #expect(counts[.alarm] == nil)
  }

  /// So much work by one person at night is an alarm: at whatever hour this runs, night is half a day away.
  private static var otherSideOfTheClock: [Int] {
    let hour = Int(Date().timeIntervalSince1970) / 3_600
    return [(hour + 12) % 24, (hour + 13) % 24]
  }
}
