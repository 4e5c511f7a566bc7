internal import CPSDiagnostics
internal import CPSPrimitives

/// What may be removed from the beginning of a log, found by reading it.
struct AuditRemoval: Sendable {
  private static let pageLength = 1_000
  /// How far apart the clocks of the hosts that write one log may be.
  private static let clockSkew: Duration = .seconds(3_600)

  /// The last entry to go.
  let last: AuditHead
  /// How many go.
  let count: Int
  /// The sealed keys that go and are still needed, by segment.
  let carriedKeys: [Int64: [UInt8]]
  /// What goes about keys of pseudonyms: an epoch belongs to one key for as long as there is a log.
  let carriedChecks: [AuditKeyCheck]

  /// Reads a log; nil when nothing may be removed.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` when what would be removed does not verify; ``Diagnostic/storeUnavailable``.
  init?(of store: any AuthStore, before boundary: Timestamp) async throws(CPSError) {
    guard let end = try await store.auditHead() else { return nil }
    let origin = try await store.auditOrigin()
    var verifier = AuditVerifier(
      environment: store.environment, from: origin.map(AuditBeginning.excerpt) ?? .genesis)
    var envelopes: [Int64: [UInt8]] = [:]
    var needed: Set<Int64> = []
    var checks: [AuditKeyCheck] = []
    var isOver = false
    var place = origin?.sequence ?? 0
    reading: while place < end.sequence {
      let page = try await store.auditRecords(after: place, limit: Self.pageLength)
      for record in page {
        let entry = try Self.entry(record)
        isOver = isOver || entry.time > boundary || record.sequence == end.sequence
        if isOver {
          if let segment = entry.event.segment, entry.event.sealedSubject != nil { needed.insert(segment) }
          // No key serves longer than this: what comes later was sealed under keys that stay.
          guard entry.time <= boundary + AuditSegment.life + Self.clockSkew else { break reading }
        } else {
          try verifier.check(record)
          if let (segment, envelope) = entry.segmentEnvelope { envelopes[segment] = envelope }
          if let check = AuditKeyCheck(entry.event), !checks.contains(check) { checks.append(check) }
        }
      }
      guard let read = page.last else { break }
      place = read.sequence
    }
    guard let head = verifier.head, head != origin else { return nil }
    last = head
    count = Int(head.sequence - (origin?.sequence ?? 0))
    carriedChecks = checks
    carriedKeys = envelopes.filter { needed.contains($0.key) }
  }

  private static func entry(_ record: AuditRecord) throws(CPSError) -> AuditEntry {
    do { return try AuditEntry(encoded: record.content) } catch {
      throw AuditVerifier.broken(record.sequence, "its content cannot be read")
    }
  }
}
