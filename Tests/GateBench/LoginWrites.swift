import BenchSupport
import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

/// What logins write, and nothing else of them: a mark, the charges of both paces, an entry, a session.
///
/// Entry and session are copies of those of a login. They are asked for side by side, where a login has one write for
/// both, so that this is a little more than what a login needs.
struct LoginWrites {
  private static let concurrency = 64
  private static let count = 2_048
  /// Two paces, each of which refuses beyond one limit and asks for more beyond another, for a person and a card.
  private static let accounts = 8

  private let entry: AuditEvent
  private let session: StoredSession

  /// Takes the last login of a service for its pattern.
  init(of scene: ServiceScene) async throws {
    guard let head = try await scene.store.auditHead(),
      let last = try await scene.store.auditRecords(after: head.sequence - 1, limit: 1).first,
      let session = try await scene.store.sessions(.everyone, afterTokenHash: nil, limit: 1).first
    else { throw CPSError(.internalFault, reason: "no login") }
    entry = try AuditEntry(encoded: last.content).event
    self.session = session
  }

  /// What they need in a file that holds nothing else.
  func measure(at path: String) async throws -> Throughput {
    let random = SystemRandomSource()
    let store = try await SQLiteStore.open(at: path, environment: .synthetic, random: random)
    let clock = RunningClock(from: ServiceScene.moment)
    let log = AuditLog(store: store, clock: clock, random: random, sealingTo: nil)
    let start = (wall: ProcessorTime.onWall, process: ProcessorTime.ofProcess)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for first in 0..<Self.concurrency {
        group.addTask {
          for index in stride(from: first, to: Self.count, by: Self.concurrency) {
            try await write(try random.bytes(32), person: index, to: store, log, at: clock.now())
          }
        }
      }
      try await group.waitForAll()
    }
    let used = Double(ProcessorTime.ofProcess - start.process) / 1_000
    let seconds = Double(ProcessorTime.onWall - start.wall) / 1_000_000_000
    return Throughput(
      perSecond: Double(Self.count) / seconds, processorTime: used / Double(Self.count))
  }

  private func write(
    _ name: [UInt8], person: Int, to store: some AuthStore, _ log: AuditLog, at now: Timestamp
  ) async throws {
    let mark = OneTimeMark(kind: .challenge, digest: name, expiry: now + .seconds(60), epoch: nil)
    guard try await store.take(mark, at: now) == .taken,
      case .admitted = try await store.charge(Self.charges(name, of: person), at: now)
    else { throw CPSError(.internalFault, reason: "not taken, or not counted") }
    async let receipt = log.record(entry)
    try await store.insert(
      StoredSession(
        tokenHash: name, reference: session.reference, holder: session.holder + String(person),
        card: session.card, workstation: session.workstation, service: session.service,
        sealedContent: session.sealedContent, openedAt: now, endsAt: now + .seconds(3_600), lastSeenAt: now))
    _ = try await receipt
  }

  /// The accounts of one holder lie side by side, as they do in a service.
  private static func charges(_ unit: [UInt8], of person: Int) throws -> [QuotaCharge] {
    let holders = try ["person", "card"].map { kind in
      Array(try Digest.sha256(Array("\(kind) \(person)".utf8)).prefix(16))
    }
    return (0..<accounts).map { place in
      QuotaCharge(
        key: holders[place % 2] + [UInt8](repeating: UInt8(place), count: 16), unit: unit,
        window: .seconds(3_600), limit: 20)
    }
  }
}
