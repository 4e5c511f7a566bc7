import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

@Suite struct AuditLogOnceTests {
  private let store: MemoryStore
  private let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))

  init() throws { store = try MemoryStore(environment: .synthetic, random: SeededRandomSource(seed: 4)) }

  private func log() -> AuditLog {
    AuditLog(store: store, clock: clock, random: SeededRandomSource(seed: 5))
  }

  private func alarm(_ decision: Int64, _ why: String = "new-network") -> AuditEvent {
    var event = AuditEvent(.alarm)
    event.decision = decision
    event.facts = ["why": why]
    return event
  }

  private func alarms() async throws -> [Int64?] {
    try await store.auditRecords(after: 0, limit: 1_000).map { try AuditEntry(encoded: $0.content).event }
      .filter { $0.kind == .alarm }.map(\.decision)
  }

  @Test func `CC-04 of many who find the same at once, in one process and in several, one writes`()
    async throws
  {
    let logs = [log(), log(), log()]
    try await logs[0].record(AuditEvent(.logout))
    try await withThrowingTaskGroup(of: AuditReceipt.self) { group in
      for number in 0..<60 {
        group.addTask { try await logs[number % 3].recordOnce(alarm(Int64(number % 4)), behind: 1) }
      }
      let receipts = try await group.reduce(into: Set<Int64>()) { $0.insert($1.sequence) }
      #expect(receipts.count == 4)
    }
    #expect(try await alarms().compactMap(\.self).sorted() == [0, 1, 2, 3])
    #expect(try await AuditVerifier.verify(store) != nil)
  }

  @Test func `what differs is written, and so is what stands before the number`() async throws {
    let log = log()
    let first = try await log.recordOnce(alarm(1), behind: 0)
    #expect(try await log.recordOnce(alarm(1), behind: 0).sequence == first.sequence)
    #expect(try await log.recordOnce(alarm(1, "night"), behind: 0).sequence != first.sequence)
    #expect(try await log.recordOnce(alarm(2), behind: 0).sequence != first.sequence)
    #expect(try await log.recordOnce(alarm(1), behind: first.sequence).sequence != first.sequence)
    // An entry of the plain kind is never held back.
    try await log.record(alarm(1))
    #expect(try await alarms() == [1, 1, 2, 1, 1])
  }
}
