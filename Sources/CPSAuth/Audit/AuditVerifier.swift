public import CPSDiagnostics
public import CPSProof

/// Checks the chain of an audit log and names the place where it breaks.
///
/// A rewritten log whose every hash was computed anew, and one cut at its end, are consistent in
/// themselves: they are found by what was kept elsewhere, a head or the checkpoints of a witness (attack cases ST-04,
/// ST-05).
public struct AuditVerifier: Sendable {
  private static let pageLength = 1_000

  private let environment: TrustEnvironment
  private let expectedHead: AuditHead?
  private let beginning: AuditBeginning
  private var ledger: CheckpointLedger
  /// What was removed, as the log itself says.
  private var removals: Set<AuditHead> = []
  /// The last entry that was found right.
  public private(set) var head: AuditHead?

  /// A verifier for a log of one world.
  ///
  /// - Parameters:
  ///   - expectedHead: a head that was kept elsewhere and must be in the log.
  ///   - beginning: where the log begins.
  ///   - witnessed: checkpoints that were kept elsewhere; those of other logs are passed over.
  ///   - fingerprints: SHA-256 of the keys to which the signatures must lead back; empty to believe the first key that
  ///     the log names.
  public init(
    environment: TrustEnvironment, expecting expectedHead: AuditHead? = nil,
    from beginning: AuditBeginning = .genesis, witnessed: [AuditCheckpoint] = [],
    trusting fingerprints: Set<[UInt8]> = []
  ) {
    self.environment = environment
    self.expectedHead = expectedHead
    self.beginning = beginning
    ledger = CheckpointLedger(
      of: environment, from: beginning, witnessed: witnessed, trusting: fingerprints)
    head = beginning.origin
  }

  /// Verifies the whole log of a store and returns its head; nil when it is empty.
  ///
  /// - Throws: as ``report(on:expecting:witnessed:trusting:)``.
  public static func verify(
    _ store: any AuthStore, expecting expectedHead: AuditHead? = nil
  ) async throws(CPSError) -> AuditHead? {
    try await report(on: store, expecting: expectedHead).head
  }

  /// Verifies the whole log of a store, against what was kept elsewhere where that is given.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` with the number of the first entry that is wrong or missing;
  ///   ``Diagnostic/auditForeign`` for a log of another world; ``Diagnostic/auditKeyUnknown``; ``Diagnostic/inputMalformed`` for a checkpoint that nobody signed;
  ///   ``Diagnostic/storeUnavailable``.
  public static func report(
    on store: any AuthStore, expecting expectedHead: AuditHead? = nil, witnessed: [AuditCheckpoint] = [],
    trusting fingerprints: Set<[UInt8]> = []
  ) async throws(CPSError) -> AuditReport {
    let origin = try await store.auditOrigin()
    var verifier = AuditVerifier(
      environment: store.environment, expecting: expectedHead,
      from: origin.map(AuditBeginning.removed) ?? .genesis, witnessed: witnessed, trusting: fingerprints)
    while true {
      let page = try await store.auditRecords(after: verifier.head?.sequence ?? 0, limit: pageLength)
      guard !page.isEmpty else { return try verifier.report() }
      for record in page { try verifier.check(record) }
    }
  }

  /// Checks the next record of the log.
  ///
  /// - Throws: ``Diagnostic/auditBroken``, ``Diagnostic/auditForeign``, ``Diagnostic/auditKeyUnknown``.
  public mutating func check(_ record: AuditRecord) throws(CPSError) {
    let due = (head?.sequence ?? 0) + 1
    guard record.sequence == due else {
      throw Self.broken(due, "missing or out of order: entry \(record.sequence) stands there")
    }
    let entry: AuditEntry
    do { entry = try AuditEntry(encoded: record.content) } catch {
      throw Self.broken(due, "its content cannot be read")
    }
    guard record.hash == (try AuditChain.hash(of: record.content, after: head?.hash)) else {
      throw Self.broken(due, "its hash does not follow from its content and the entry before")
    }
    guard entry.sequence == due else { throw Self.broken(due, "it says that it is entry \(entry.sequence)") }
    guard entry.environment == environment else {
      // All of it, most likely: who reads it named another world than the one that it was written in.
      guard head != beginning.origin else { throw Self.foreign(entry.environment, expected: environment) }
      throw Self.broken(due, "it is of another environment")
    }
    guard (entry.event.kind == .genesis) == (due == 1) else {
      throw Self.broken(due, "the log does not begin here")
    }
    if let expectedHead, expectedHead.sequence == due, expectedHead.hash != record.hash {
      throw Self.broken(due, "it is not the entry that was witnessed")
    }
    try ledger.note(entry, record.hash, after: head)
    if entry.event.kind == .retention, let removed = entry.event.stated { removals.insert(removed) }
    head = record.head
  }

  /// Ends the check and returns the head; nil for an empty log.
  ///
  /// - Throws: as ``report()``.
  public func finish() throws(CPSError) -> AuditHead? { try report().head }

  /// Ends the check and says what was found.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` when the log ends before what was witnessed, disagrees with it, or was
  ///   shortened without an entry that says so; ``Diagnostic/inputMalformed`` for a checkpoint that nobody signed.
  public func report() throws(CPSError) -> AuditReport {
    let last = head?.sequence ?? 0
    if let expectedHead, last < expectedHead.sequence {
      throw Self.broken(last + 1, "missing: entry \(expectedHead.sequence) was witnessed")
    }
    if case .removed(let origin) = beginning, !removals.contains(origin) {
      throw Self.broken(origin.sequence, "removed, with all before it, and no entry says so")
    }
    let agreed = try ledger.compareWithWitness(upTo: last)
    return AuditReport(
      head: head, beginning: beginning, checkpoints: ledger.count, lastCheckpoint: ledger.last,
      witnessed: agreed, keys: ledger.keys)
  }

  private static func foreign(_ found: TrustEnvironment, expected: TrustEnvironment) -> CPSError {
    CPSError(.auditForeign, ["found": found.rawValue, "expected": expected.rawValue])
  }

  static func broken(_ sequence: Int64, _ detail: String) -> CPSError {
    CPSError(.auditBroken, ["entry": String(sequence), "detail": detail], reason: detail)
  }
}
