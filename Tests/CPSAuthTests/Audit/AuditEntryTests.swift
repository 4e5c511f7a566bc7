import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@Suite struct AuditEntryTests {
  private var full: AuditEntry {
    var event = AuditEvent(.decision)
    event.actor = AuditActor(
      nationalIdentifier: "899900123011", cardNumber: "2698000201", account: "alix", session: "00ff")
    event.function = "infopatient.lookup"
    event.isAllowed = false
    event.rule = "règle"
    event.policyVersion = "1"
    event.subject = SubjectPseudonym(epoch: "2026-11", code: [UInt8](repeating: 9, count: 32))
    event.decision = 7
    event.outcome = .notFound
    event.disclosed = ["b", "a"]
    event.diagnostic = "gate.denied"
    event.count = 3
    event.facts = ["name": "value", "empty": "", "crl": "a\nb"]
    event.segment = 5
    event.sealedSubject = [1, 2, 3]
    event.sealedKey = [0x30, 0]
    event.stated = AuditHead(sequence: 6, hash: [UInt8](repeating: 8, count: 32))
    event.publicKey = [0x30, 1]
    event.signature = [UInt8](repeating: 7, count: 64)
    return AuditEntry(
      sequence: 8, time: ServiceBench.noon, environment: .synthetic, event: event)
  }

  @Test func `the operator of a host is an actor of a kind of its own`() throws {
    var event = AuditEvent(.hostAct)
    event.actor = AuditActor(hostOperator: "anna")
    let entry = AuditEntry(sequence: 3, time: full.time, environment: .synthetic, event: event)
    let read = try AuditEntry(encoded: entry.encoded())
    #expect(read == entry)
    #expect(read.event.actor?.hostOperator == "anna")
    #expect(read.event.actor?.nationalIdentifier == nil)
    #expect(read.event.actor?.account == nil)
  }

  @Test func whatIsWrittenIsRead() throws {
    let entry = try AuditEntry(encoded: full.encoded())
    var expected = full.event
    expected.disclosed.sort()
    #expect(entry == AuditEntry(sequence: 8, time: full.time, environment: .synthetic, event: expected))
    for kind in AuditEvent.Kind.allCases {
      let bare = AuditEntry(sequence: 1, time: full.time, environment: .test, event: AuditEvent(kind))
      #expect(try AuditEntry(encoded: bare.encoded()) == bare)
    }
  }

  /// The layout of `AuditField`, written out by hand.
  @Test func theEncodingIsTheOneDescribed() {
    let entry = AuditEntry(
      sequence: 258, time: Timestamp(millisecondsSince1970: -1), environment: .test,
      event: AuditEvent(.logout))
    var expected: [UInt8] = [0, 1, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2]
    expected += [0, 2, 0, 0, 0, 8] + [UInt8](repeating: 0xFF, count: 8)
    expected += [0, 3, 0, 0, 0, 4] + Array("test".utf8)
    expected += [0, 4, 0, 0, 0, 6] + Array("logout".utf8)
    #expect(entry.encoded() == expected)
  }

  @Test func anythingCutOffIsRefused() {
    let bytes = full.encoded()
    // A cut between two fields leaves an entry that says less; the chain finds it.
    var readable = 0
    for length in bytes.indices where (try? AuditEntry(encoded: Array(bytes.prefix(length)))) != nil {
      readable += 1
    }
    #expect(readable < 27)
    #expect(throws: CPSError(.inputMalformed)) { try AuditEntry(encoded: []) }
    #expect(throws: CPSError(.inputMalformed)) { try AuditEntry(encoded: Array(bytes.dropLast())) }
  }

  @Test func oneMeaningHasOneEncoding() {
    let bare = AuditEntry(sequence: 1, time: full.time, environment: .test, event: AuditEvent(.logout))
    let bytes = bare.encoded()
    let wrong: [[UInt8]] = [
      bytes + [0], bytes + [0, 99, 0, 0, 0, 0], bytes + [0, 21, 0, 0, 0, 0],
      bytes + [0, 24, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1], bytes + [0, 25, 0, 0, 0, 0],
      bytes + [0, 10, 0, 0, 0, 1, 2],
      bytes + [0, 15, 0, 0, 0, 1, 1], bytes + [0, 16, 0, 0, 0, 1, 0x78], bytes + [0, 5, 0, 0, 0, 1, 0xFF],
      bytes + [0, 20, 0, 0, 0, 1, 0x61], bytes + [0, 14, 0, 0, 0, 0],
      // Repeated, and out of order.
      bytes + Array(bytes.suffix(12)), Array(bytes.suffix(12)) + bytes.dropLast(12),
      bytes + [0, 17, 0, 0, 0, 1, 0x62, 0, 17, 0, 0, 0, 1, 0x61],
      bytes + [0, 11, 0xFF, 0xFF, 0xFF, 0xFF],
    ]
    for bytes in wrong {
      #expect(throws: CPSError(.inputMalformed)) { try AuditEntry(encoded: bytes) }
    }
  }
}
