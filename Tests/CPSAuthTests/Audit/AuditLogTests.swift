import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@Suite struct AuditLogTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  @Test func manyWritersMakeOneChain() async throws {
    let logs = [
      bench.auditLog, AuditLog(store: bench.store, clock: bench.clock, random: bench.random),
    ]
    let receipts = try await withThrowingTaskGroup(of: AuditReceipt.self) { group in
      for number in 0..<400 {
        group.addTask { try await logs[number % 2].record(AuditEvent(.logout)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(receipts.map(\.sequence)) == Set(2...401))
    let head = try await AuditVerifier.verify(bench.store)
    #expect(head?.sequence == 401)
    let kept = try #require(receipts.first { $0.sequence == 200 })
    _ = try await AuditVerifier.verify(
      bench.store, expecting: AuditHead(sequence: kept.sequence, hash: kept.hash))
  }

  @Test func `CC-07 an entry is written although its task was cancelled`() async throws {
    let log = bench.auditLog
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await log.record(AuditEvent(.logout))
    }
    #expect(try await task.value.sequence == 2)
    #expect(try await bench.events(.logout).count == 1)
  }

  @Test func `ST-03 what could not be written is an error, and the chain goes on`() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    try await bench.auditLog.record(AuditEvent(.logout))
    store.fail(.audit)
    await expect(.auditUnavailable) { try await bench.auditLog.record(AuditEvent(.logout)) }
    store.fail(nil)
    try await bench.auditLog.record(AuditEvent(.logout))
    // Genesis, the two that were written, and before the second the count of the one that was not.
    #expect(try await AuditVerifier.verify(store)?.sequence == 4)
    #expect(try await bench.events(.refusals).map(\.count) == [1])
  }

  @Test func `CL-12 a flood of garbage is counted, not written`() async throws {
    let garbage = CPSError(.dpopInvalid, reason: "a\nb")
    for _ in 0..<10_000 { await bench.auditLog.note(garbage) }
    #expect(try await bench.store.auditRecords(after: 0, limit: 100).count == 2)
    #expect(try await bench.events(.alarm).first?.facts["reason"] == "a\\u{a}b")

    // Nothing is lost for others, and the count comes with the next entry after the minute.
    bench.clock.advance(by: .seconds(60))
    try await bench.auditLog.record(AuditEvent(.logout))
    let counted = try await bench.events(.refusals)
    #expect(counted.map(\.count) == [9_999])
    #expect(counted.first?.diagnostic == "dpop.invalid")
    #expect(try await bench.entries().count == 4)
    #expect(try await AuditVerifier.verify(bench.store) != nil)
  }

  @Test func `CL-12 requests of strangers leave a bounded log`() async throws {
    let thief = try bench.otherWorkstation()
    let nonce = try bench.service.possessionNonce()
    for number in 0..<50 {
      let token = try SessionToken(
        reading: Base64URL.encode([UInt8](repeating: UInt8(number), count: 32)))
      let request = try thief.request("GET", "/a", token: token, nonce: nonce)
      await expect(.sessionMissing) { try await bench.service.session(for: token, request: request) }
      await expect(.dpopMissing) {
        try await bench.service.issueChallenge(
          for: .login, request: RequestOrigin(DPoPRequest(method: "POST", path: "/a", proofs: [])))
      }
    }
    #expect(try await bench.entries().count == 3)
    try await bench.auditLog.flush()
    #expect(try await bench.events(.refusals).map(\.count) == [49, 49])
    try await bench.auditLog.flush()
    #expect(try await bench.events(.refusals).count == 2)
  }

  @Test func refusalsThatCouldNotBeWrittenStayCounted() async throws {
    let store = FailingStore(try MemoryStore(environment: .synthetic, random: bench.random))
    let bench = try ServiceBench(store: store)
    store.fail(.audit)
    for _ in 0..<3 { await bench.auditLog.note(CPSError(.challengeUnknown)) }
    await expect(.auditUnavailable) { try await bench.auditLog.flush() }
    store.fail(nil)
    try await bench.auditLog.flush()
    #expect(try await bench.events(.refusals).map(\.count) == [3])
  }
}
