import CPSAuthTesting
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

/// Parts of a log, held against what a witness keeps of the whole.
@Suite struct ExcerptTests {
  private let bench: AuditBench

  init() throws { bench = try AuditBench() }

  /// A log with checkpoints over entries 6, 10 and 15, which are entries 7, 11 and 16.
  private func witnessedLog() async throws -> [AuditCheckpoint] {
    let (_, signer) = try bench.signer()
    var kept: [AuditCheckpoint] = []
    for count in [4, 3, 4] {
      try await bench.write(count)
      kept.append(try #require(try await bench.log.checkpoint(by: signer)))
    }
    #expect(kept.map(\.head.sequence) == [6, 10, 15])
    return kept
  }

  private func report(
    _ records: [AuditRecord], _ range: ClosedRange<Int64>, _ witnessed: [AuditCheckpoint],
    environment: TrustEnvironment = .synthetic
  ) throws(CPSError) -> AuditReport {
    let before = records.first { $0.sequence == range.lowerBound - 1 }
    var verifier = AuditVerifier(
      environment: environment, from: before.map { .excerpt($0.head) } ?? .genesis, witnessed: witnessed)
    for record in records where range.contains(record.sequence) { try verifier.check(record) }
    return try verifier.report()
  }

  @Test func `a sound excerpt agrees with the witness, whether or not it says of which log it is`()
    async throws
  {
    let kept = try await witnessedLog()
    let records = try await bench.records()
    // With a checkpoint in it, which names the log; without; with none of the witnessed places; with the last.
    for (range, agreeing) in [
      (Int64(5)...12, 2), (8...10, 1), (2...5, 0), (12...14, 0), (11...16, 2), (1...16, 3),
    ] {
      #expect(try report(records, range, kept).witnessed == agreeing, "\(range)")
    }
  }

  @Test func `a witness of several logs accuses no excerpt of either`() async throws {
    let kept = try await witnessedLog()
    let other = try AuditBench()
    let (_, signer) = try other.signer()
    try await other.write(8)
    let foreign = try #require(try await other.log.checkpoint(by: signer))
    #expect(foreign.head.sequence == 10)
    let records = try await bench.records()
    for witnessed in [kept + [foreign], [foreign] + kept] {
      #expect(try report(records, 8...10, witnessed).witnessed == 1)
      #expect(try report(records, 2...5, witnessed).witnessed == 0)
    }
  }

  @Test func `ST-05 an excerpt written anew is found where the witness disagrees`() async throws {
    let kept = try await witnessedLog()
    let forged = try await bench.rewritten(from: 8) { $0.count = 9 }
    let records = await forged.auditRecords(after: 0, limit: 100)
    for range in [Int64(6)...10, 8...10] {
      do {
        _ = try report(records, range, kept)
        Issue.record("\(range) accepted")
      } catch {
        #expect(error == CPSError(.auditBroken))
        #expect(error.values["entry"] == "10")
      }
    }
    // An excerpt of which nothing agrees may be of another log, and is told so.
    do {
      _ = try report(records, 9...10, kept)
      Issue.record("accepted")
    } catch { #expect(error.values["detail"]?.contains("or part of another log") == true) }
  }

  @Test func `an excerpt of a log that the witness does not know is told so`() async throws {
    let kept = try await witnessedLog()
    let other = try AuditBench()
    let (_, signer) = try other.signer()
    try await other.write(4)
    _ = try await other.log.checkpoint(by: signer)
    let records = try await other.records()
    #expect(throws: CPSError(.auditBroken)) { try report(records, 5...7, kept) }
  }

  @Test func `a log that ends before the last checkpoint is no excerpt`() async throws {
    let kept = try await witnessedLog()
    let records = try await bench.records()
    #expect(throws: CPSError(.auditBroken)) { try report(records, 1...12, kept) }
  }

  @Test func `a log of another environment is told so, and one that changes its own is broken`() async throws
  {
    _ = try await witnessedLog()
    let records = try await bench.records()
    for range in [Int64(1)...3, 5...9] {
      do {
        _ = try report(records, range, [], environment: .production)
        Issue.record("accepted")
      } catch {
        #expect(error == CPSError(.auditForeign))
        #expect(error.values == ["found": "synthetic", "expected": "production"])
        #expect(error.hint(in: .english).contains("--environment synthetic"))
      }
    }
    let entries = try await bench.entries()
    let second = AuditEntry(
      sequence: 2, time: entries[1].time, environment: .production, event: entries[1].event)
    let changed = [records[0], try AuditChain.record(second, after: records[0].head)]
    #expect(throws: CPSError(.auditBroken)) { try report(changed, 1...2, []) }
  }
}
