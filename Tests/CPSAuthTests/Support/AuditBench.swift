import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport

/// An audit log over a store in memory, with officers and keys.
struct AuditBench {
  private static let officers = Result { () throws(CPSError) in try SealOfficer.pair() }

  let clock = ManualClock(ServiceBench.noon)
  let random = SystemRandomSource()
  let store: FailingStore
  let officer: SealOfficer
  let deputy: SealOfficer
  let recipients: SealRecipients
  let log: AuditLog

  init() throws {
    (officer, deputy) = try Self.officers.get()
    recipients = try SealRecipients([officer.certificate, deputy.certificate])
    store = FailingStore(try MemoryStore(environment: .synthetic, random: random))
    log = AuditLog(store: store, clock: clock, random: random, sealingTo: recipients)
  }

  /// The log as another process writes it.
  func otherProcess() -> AuditLog {
    AuditLog(store: store, clock: clock, random: random, sealingTo: recipients)
  }

  func signer(replacing previous: PrivateKey? = nil) throws -> (key: PrivateKey, signer: CheckpointSigner) {
    let key = try PrivateKey.generateP256()
    return (key, try CheckpointSigner(key, replacing: previous))
  }

  /// Writes so many entries that say nothing.
  func write(_ count: Int) async throws {
    for _ in 0..<count { try await log.record(AuditEvent(.logout)) }
  }

  func records() async throws -> [AuditRecord] {
    try await store.auditRecords(after: 0, limit: 10_000)
  }

  func entries() async throws -> [AuditEntry] {
    try await records().map { try AuditEntry(encoded: $0.content) }
  }

  /// The log of before, written anew from an entry on by somebody who can compute hashes and has this key or none.
  func rewritten(
    from sequence: Int64, changing change: (inout AuditEvent) -> Void
  ) async throws -> MemoryStore {
    let other = try MemoryStore(environment: .synthetic, random: random)
    var head: AuditHead?
    for entry in try await entries() {
      var event = entry.event
      if entry.sequence == sequence { change(&event) }
      let changed = AuditEntry(
        sequence: entry.sequence, time: entry.time, environment: entry.environment, event: event)
      let record = try AuditBench.record(changed, after: head)
      _ = await other.appendAudit([record], after: head)
      head = record.head
    }
    return other
  }
}
