internal import CPSProof
internal import CPSPrimitives

extension AuditEntry {
  /// The canonical encoding over which the chain is computed (``AuditField``).
  public func encoded() -> [UInt8] {
    var writer = AuditFieldWriter()
    writer.add(.sequence, sequence)
    writer.add(.time, time.millisecondsSince1970)
    writer.add(.environment, environment.rawValue)
    writer.add(.kind, event.kind.rawValue)
    writer.add(.nationalIdentifier, event.actor?.nationalIdentifier)
    writer.add(.cardNumber, event.actor?.cardNumber)
    writer.add(.account, event.actor?.account)
    writer.add(.session, event.actor?.session)
    writer.add(.function, event.function?.rawValue)
    if let isAllowed = event.isAllowed { writer.add(.isAllowed, [isAllowed ? 1 : 0]) }
    writer.add(.rule, event.rule)
    writer.add(.policyVersion, event.policyVersion)
    writer.add(.subjectEpoch, event.subject?.epoch)
    if let subject = event.subject { writer.add(.subjectCode, subject.code) }
    writer.add(.decision, event.decision)
    writer.add(.outcome, event.outcome?.rawValue)
    writer.add(.disclosed, all: event.disclosed.map { Array($0.utf8) })
    writer.add(.diagnostic, event.diagnostic)
    writer.add(.count, event.count.map(Int64.init))
    writer.add(.fact, all: event.facts.map { Array($0.key.utf8) + [0] + Array($0.value.utf8) })
    writer.add(.segment, event.segment)
    writer.add(.sealedSubject, event.sealedSubject)
    writer.add(.sealedKey, event.sealedKey)
    writer.add(.statedSequence, event.stated?.sequence)
    writer.add(.statedHash, event.stated?.hash)
    writer.add(.publicKey, event.publicKey)
    writer.add(.signature, event.signature)
    writer.add(.workstation, event.workstation)
    writer.add(.network, event.network)
    writer.add(.neighbourhood, event.neighbourhood)
    writer.add(.chargedAt, event.chargedAt?.millisecondsSince1970)
    writer.add(.quota, all: event.quotas.map(\.auditContent))
    writer.add(.reason, event.reason)
    if let isBreakGlass = event.isBreakGlass { writer.add(.isBreakGlass, [isBreakGlass ? 1 : 0]) }
    writer.add(.approver, event.approver)
    writer.add(.missing, all: event.missing.map { Array($0.utf8) })
    writer.add(.verdict, event.verdict?.rawValue)
    writer.add(.hostOperator, event.actor?.hostOperator)
    return writer.bytes
  }
}

/// Writes the fields of an entry in the order in which they are added.
private struct AuditFieldWriter {
  /// Most entries are shorter; of those that are not the array grows.
  private static let usualLength = 512

  private(set) var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(Self.usualLength) }

  mutating func add(_ field: AuditField, _ content: some Collection<UInt8>) {
    bytes.append(UInt8(truncatingIfNeeded: field.rawValue >> 8))
    bytes.append(UInt8(truncatingIfNeeded: field.rawValue))
    append(UInt32(truncatingIfNeeded: content.count))
    bytes.append(contentsOf: content)
  }

  mutating func add(_ field: AuditField, _ content: [UInt8]?) {
    if let content { add(field, content) }
  }

  mutating func add(_ field: AuditField, _ text: String?) {
    if let text { add(field, text.utf8) }
  }

  mutating func add(_ field: AuditField, _ number: Int64?) {
    guard let number else { return }
    withUnsafeBytes(of: number.bigEndian) { add(field, $0) }
  }

  mutating func add(_ field: AuditField, all contents: [[UInt8]]) {
    for content in contents.sorted(by: { $0.lexicographicallyPrecedes($1) }) { add(field, content) }
  }

  private mutating func append(_ number: UInt32) {
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }
}
