public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// The state of a service, and the only ways to change it.
///
/// Whatever decides something is one atomic operation: there is no way to look whether a mark is free and
/// to take it afterwards (attack cases CA-03, CC-04). Every operation throws
/// ``Diagnostic/storeUnavailable`` when the state cannot be read or made durable; an outcome that is not
/// known is an error, never a yes (attack case ST-08). The conformance suite of `CPSAuthTesting` says what
/// an implementation must do.
public protocol AuthStore: Sendable {
  /// The world that the state belongs to; stamped when the store was made, never changed.
  var environment: TrustEnvironment { get }

  /// The version of the schema.
  var schemaVersion: Int { get }

  /// The present epoch: a new one begins whenever the store is opened for service.
  func epoch() async throws(CPSError) -> StoreEpoch

  /// Takes a mark: one atomic insertion into the set of used marks.
  ///
  /// Marks that expired before `now` may be forgotten; what could be among the forgotten is answered with
  /// ``TakeOutcome/forgotten``, also when the clock has gone back meanwhile (attack case FT-03).
  func take(_ mark: OneTimeMark, at now: Timestamp) async throws(CPSError) -> TakeOutcome

  /// Keeps something for whoever withdraws it first; what lay under the same kind and digest is replaced.
  ///
  /// Deposits of an earlier epoch are nobody's any more, so that a restored database gives nothing out twice
  /// (attack case ST-09).
  func deposit(_ item: OneTimeDeposit, at now: Timestamp) async throws(CPSError)

  /// Gives a deposit out and forgets it, in one atomic operation: to one caller, once.
  ///
  /// - Returns: nil when there is none, when its time has passed, or when it is of an earlier epoch.
  func withdraw(
    _ kind: OneTimeDeposit.Kind, digest: [UInt8], at now: Timestamp
  ) async throws(CPSError) -> OneTimeDeposit?

  /// Adds a session.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` also when one with the same token hash exists.
  func insert(_ session: StoredSession) async throws(CPSError)

  /// The session of a token, ended or not; nil when none is known.
  func session(withTokenHash hash: [UInt8]) async throws(CPSError) -> StoredSession?

  /// Notes the last request of a session, never backwards; nothing happens when it is not known or ended.
  func touchSession(withTokenHash hash: [UInt8], at now: Timestamp) async throws(CPSError)

  /// Prolongs the presence lease of a session in one atomic operation, never backwards, or begins one.
  ///
  /// - Returns: false, and nothing is changed, when the session is not known or ended, when its lease has lapsed
  ///   at `now`, or when that does not admit the kind of the new one.
  func prolongPresence(
    ofToken hash: [UInt8], to lease: PresenceLease, at now: Timestamp
  ) async throws(CPSError) -> Bool

  /// Ends a session and adds the one that takes its place, both or neither, in one atomic operation.
  ///
  /// - Returns: false, and nothing is changed, when the old one is not known, ended, or past its absolute end; of
  ///   many who replace one session at once, one does.
  /// - Throws: ``Diagnostic/storeUnavailable`` also when a session with the new token hash exists.
  func replaceSession(
    withTokenHash hash: [UInt8], by session: StoredSession, at now: Timestamp
  ) async throws(CPSError) -> Bool

  /// Ends sessions that are not ended yet, and says how many.
  ///
  /// Sessions whose absolute end has passed may be forgotten.
  @discardableResult
  func endSessions(_ selection: SessionSelection, _ end: SessionEnd) async throws(CPSError) -> Int

  /// At most `limit` of the sessions that were not ended, in the order of their token hashes, after the given one or
  /// from the first.
  ///
  /// Those whose absolute end has passed may be among them.
  func sessions(
    _ selection: SessionSelection, afterTokenHash hash: [UInt8]?, limit: Int
  ) async throws(CPSError) -> [StoredSession]

  /// Counts all charges or none, in one atomic operation (attack case CL-04).
  ///
  /// A unit that its key already counts moves to `now` and costs nothing more; one that is new needs room
  /// below the limit. Units whose last moment is not after ``QuotaCharge/edge(at:)`` are not counted, and what
  /// was refused is not added. The outcome says which units were in their windows before, whatever a charge's
  /// ``QuotaCharge/since`` leaves out. The keys of charges that are made together differ.
  func charge(_ charges: [QuotaCharge], at now: Timestamp) async throws(CPSError) -> QuotaOutcome

  /// Takes units back that an outcome disproved, or whose call did not happen.
  ///
  /// Those that are not there do not matter, and one that names its moment stays where it has another by now.
  func release(_ units: [QuotaUnit]) async throws(CPSError)

  /// The record of a kind and a name; nil when there is none.
  func record(_ kind: RecordKind, named name: String) async throws(CPSError) -> StoredRecord?

  /// At most `limit` records of a kind, of one group or of all, in the order of the bytes of their names, after the
  /// given one or from the first.
  func records(
    _ kind: RecordKind, group: String?, afterName name: String?, limit: Int
  ) async throws(CPSError) -> [StoredRecord]

  /// Makes all changes, durably, or none, in one atomic operation; false when a record is not the one that was read.
  ///
  /// No two changes of a call are about one record.
  func apply(_ changes: [RecordChange]) async throws(CPSError) -> Bool

  /// The last entry of the audit log, or nil when it is empty.
  func auditHead() async throws(CPSError) -> AuditHead?

  /// Appends records after `head`, all or none, durably; false when the log has another head.
  func appendAudit(_ records: [AuditRecord], after head: AuditHead?) async throws(CPSError) -> Bool

  /// Appends records after `head` and adds the sessions that they say were opened, all or none, durably; false, and
  /// nothing is changed, when the log has another head.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` also when a session with one of the token hashes exists.
  func appendAudit(
    _ records: [AuditRecord], after head: AuditHead?, opening sessions: [StoredSession]
  ) async throws(CPSError) -> Bool

  /// At most `limit` records after the given sequence number, in order.
  func auditRecords(after sequence: Int64, limit: Int) async throws(CPSError) -> [AuditRecord]

  /// The last entry that ``pruneAudit(through:)`` removed, behind which the log begins; nil while it is whole.
  func auditOrigin() async throws(CPSError) -> AuditHead?

  /// Removes the entries up to and including a number, in one atomic operation that also moves the origin, and says
  /// how many; the last entry of the log is never removed, nor anything from its middle.
  func pruneAudit(through sequence: Int64) async throws(CPSError) -> Int
}
