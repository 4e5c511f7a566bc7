public import CPSDiagnostics
public import CPSProof

/// Checks the chain of an audit log and names the place where it breaks.
///
/// A rewritten log whose every hash was computed anew, and one cut at its end, are consistent in
/// themselves: they are found by a head that was kept elsewhere (attack cases ST-04, ST-05).
public struct AuditVerifier: Sendable {
  private static let pageLength = 1_000

  private let environment: TrustEnvironment
  private let expectedHead: AuditHead?
  /// The last entry that was found right.
  public private(set) var head: AuditHead?

  /// A verifier for a log of one world.
  ///
  /// - Parameter expectedHead: a head that was kept elsewhere and must be in the log.
  public init(environment: TrustEnvironment, expecting expectedHead: AuditHead? = nil) {
    self.environment = environment
    self.expectedHead = expectedHead
  }

  /// Verifies the whole log of a store and returns its head; nil when it is empty.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` with the number of the first entry that is wrong or missing;
  ///   ``Diagnostic/storeUnavailable``.
  public static func verify(
    _ store: any AuthStore, expecting expectedHead: AuditHead? = nil
  ) async throws(CPSError) -> AuditHead? {
    var verifier = AuditVerifier(environment: store.environment, expecting: expectedHead)
    while true {
      let page = try await store.auditRecords(after: verifier.head?.sequence ?? 0, limit: pageLength)
      guard !page.isEmpty else { return try verifier.finish() }
      for record in page { try verifier.check(record) }
    }
  }

  /// Checks the next record of the log.
  ///
  /// - Throws: ``Diagnostic/auditBroken``.
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
    guard entry.environment == environment else { throw Self.broken(due, "it is of another environment") }
    guard (entry.event.kind == .genesis) == (due == 1) else {
      throw Self.broken(due, "the log does not begin here")
    }
    if let expectedHead, expectedHead.sequence == due, expectedHead.hash != record.hash {
      throw Self.broken(due, "it is not the entry that was witnessed")
    }
    head = record.head
  }

  /// Ends the check and returns the head; nil for an empty log.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` when the log ends before the expected head.
  public func finish() throws(CPSError) -> AuditHead? {
    let last = head?.sequence ?? 0
    if let expectedHead, last < expectedHead.sequence {
      throw Self.broken(last + 1, "missing: entry \(expectedHead.sequence) was witnessed")
    }
    return head
  }

  private static func broken(_ sequence: Int64, _ detail: String) -> CPSError {
    CPSError(.auditBroken, ["entry": String(sequence), "detail": detail], reason: detail)
  }
}
