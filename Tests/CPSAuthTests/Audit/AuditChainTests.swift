import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct AuditChainTests {
  private static let length: Int64 = 12
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  /// A log of twelve entries, the genesis among them.
  private func records() async throws -> [AuditRecord] {
    for number in 2...Self.length {
      var event = AuditEvent(.refusals)
      event.count = Int(number)
      try await bench.auditLog.record(event)
    }
    return try await bench.store.auditRecords(after: 0, limit: 100)
  }

  private func verify(_ records: [AuditRecord], expecting head: AuditHead? = nil) throws -> AuditHead? {
    var verifier = AuditVerifier(environment: .synthetic, expecting: head)
    for record in records { try verifier.check(record) }
    return try verifier.finish()
  }

  private func expectBreak(
    at entry: Int64, in records: [AuditRecord], expecting head: AuditHead? = nil,
    location: SourceLocation = #_sourceLocation
  ) {
    do {
      _ = try verify(records, expecting: head)
      Issue.record("not found", sourceLocation: location)
    } catch let error as CPSError {
      #expect(error == CPSError(.auditBroken), sourceLocation: location)
      #expect(error.values["entry"] == String(entry), sourceLocation: location)
    } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
  }

  @Test func aWholeLogVerifies() async throws {
    let records = try await records()
    #expect(records.count == 12)
    #expect(try verify(records) == records.last?.head)
    #expect(try verify(records, expecting: records[5].head) == records.last?.head)
    #expect(try await AuditVerifier.verify(bench.store, expecting: records[5].head) == records.last?.head)
    #expect(try verify([]) == nil)
  }

  /// docs/audit.md, sections 2 and 3, written out by hand.
  @Test func hashesAndPseudonymsAreThoseOfTheDocument() async throws {
    let records = try await records()
    let tag = Array("CPSAUTH-AUDIT-V1".utf8) + [0]
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(records[0].hash == (try Digest.sha256(tag + zeros + records[0].content)))
    #expect(records[1].hash == (try Digest.sha256(tag + records[0].hash + records[1].content)))
    let key = [UInt8](0..<32)
    let message = Array("cpsauth subject 1".utf8) + [0] + Array("2550814168025".utf8)
    #expect(
      try AuditKey(epoch: "1", try SecretBytes(copying: key)).pseudonym(of: "2550814168025").code
        == (try MessageAuthentication.hmacSHA256(key: key, message: message)))
  }

  @Test func `ST-04 one flipped bit is found where it is`() async throws {
    let records = try await records()
    for index in records.indices {
      for bit in stride(from: 0, to: records[index].content.count * 8, by: 13) {
        var altered = records
        var content = records[index].content
        content[bit / 8] ^= 1 << (bit % 8)
        altered[index] = AuditRecord(
          sequence: records[index].sequence, content: content, hash: records[index].hash)
        expectBreak(at: Int64(index + 1), in: altered)
      }
      var altered = records
      var hash = records[index].hash
      hash[31] ^= 1
      altered[index] = AuditRecord(
        sequence: records[index].sequence, content: records[index].content, hash: hash)
      expectBreak(at: Int64(index + 1), in: altered)
    }
  }

  @Test func `ST-04 removed, repeated and swapped entries are found where they are`() async throws {
    let records = try await records()
    for index in records.indices.dropLast() {
      var removed = records
      removed.remove(at: index)
      expectBreak(at: Int64(index + 1), in: removed)
      var swapped = records
      swapped.swapAt(index, index + 1)
      expectBreak(at: Int64(index + 1), in: swapped)
      // Renumbered, so that the places fit and the contents do not.
      var renumbered = records
      renumbered[index] = AuditRecord(
        sequence: Int64(index + 1), content: records[index + 1].content, hash: records[index + 1].hash)
      expectBreak(at: Int64(index + 1), in: renumbered)
    }
    expectBreak(at: 3, in: Array(records[...1]) + Array(records[1...]))
  }

  @Test func `ST-04 a log cut at its end is found by a head that was kept`() async throws {
    let records = try await records()
    let cut = Array(records.dropLast(3))
    #expect(try verify(cut) == cut.last?.head)
    expectBreak(at: 10, in: cut, expecting: records.last?.head)
    expectBreak(at: 1, in: [], expecting: records.last?.head)
  }

  @Test func `ST-05 a rewritten log is found by a head that was kept`() async throws {
    let records = try await records()
    var head: AuditHead?
    var rewritten: [AuditRecord] = []
    for record in records {
      let entry = try AuditEntry(encoded: record.content)
      var event = entry.event
      if entry.sequence == 4 { event.count = 0 }
      let changed = AuditEntry(
        sequence: entry.sequence, time: entry.time, environment: .synthetic, event: event)
      rewritten.append(try AuditChain.record(changed, after: head))
      head = rewritten.last?.head
    }
    #expect(try verify(rewritten) == head)
    expectBreak(at: 12, in: rewritten, expecting: records.last?.head)
    expectBreak(at: 4, in: rewritten, expecting: records[3].head)
    // Recomputed as far as one entry only.
    expectBreak(at: 5, in: Array(rewritten[...3]) + Array(records[4...]))
  }

  @Test func `CA-07 a log of another world is refused`() async throws {
    let records = try await records()
    var verifier = AuditVerifier(environment: .production)
    #expect(throws: CPSError(.auditForeign)) { try verifier.check(records[0]) }
  }

  @Test func aLogBeginsOnce() async throws {
    let records = try await records()
    let second = try AuditChain.record(
      AuditEntry(
        sequence: 13, time: ServiceBench.noon, environment: .synthetic, event: AuditEvent(.genesis)),
      after: records.last?.head)
    expectBreak(at: 13, in: records + [second])
    let headless = try AuditChain.record(
      AuditEntry(
        sequence: 1, time: ServiceBench.noon, environment: .synthetic, event: AuditEvent(.login)), after: nil)
    expectBreak(at: 1, in: [headless])
  }

  @Test func anExportCarriesTheLogToAnotherVerifier() async throws {
    _ = try await bench.logInByPassword(as: "a\"\u{e9}")
    let records = try await records()
    let lines = try records.map { try AuditLine($0).text() }
    #expect(lines.allSatisfy { !$0.contains("\n") })
    #expect(try lines.map { try AuditLine(reading: $0).record() } == records)
    let forged = lines[1].replacing("login", with: "logout")
    #expect(throws: CPSError(.inputMalformed)) { try AuditLine(reading: forged).record() }
    #expect(throws: CPSError(.inputMalformed)) { try AuditLine(reading: "{}") }
  }
}
