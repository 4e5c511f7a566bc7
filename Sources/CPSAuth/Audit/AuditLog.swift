public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// Writes the audit log: a chain of entries, each durable before ``record(_:)`` returns.
///
/// What waits while one write is under way goes into the next as one transaction. A write goes on when the
/// task that asked for it is cancelled, so that no act stays without its entry (attack cases FT-06, CC-07).
public actor AuditLog {
  /// The most entries of one transaction.
  static let batchLimit = 256
  /// How often another process may be quicker before the log counts as not writable.
  static let attemptLimit = 64
  /// How long it makes room for them at most, the first time; doubled each time, up to 64 times as long.
  private static let shortestPause: Duration = .milliseconds(1)

  private typealias Reply = CheckedContinuation<Result<AuditRecord, CPSError>, Never>

  /// The world of the log.
  public nonisolated let environment: TrustEnvironment

  nonisolated let store: any AuthStore
  nonisolated let random: any RandomSource
  let clock: any WallClock
  private let recipients: SealRecipients?
  private var waiting: [(intent: AuditIntent, reply: Reply)] = []
  private var isWriting = false
  private var knownHead: AuditHead?
  private var segment: AuditSegment?
  private var identity: AuditIdentity?
  private var tally = RefusalTally()

  /// The log of a store.
  ///
  /// - Parameter recipients: to whom the persons are sealed whom acts are about; nil keeps no more of them than a
  ///   pseudonym, so that nobody can tell after a breach whom it concerned.
  public init(
    store: any AuthStore, clock: any WallClock, random: any RandomSource,
    sealingTo recipients: SealRecipients?
  ) {
    self.store = store
    self.recipients = recipients
    self.clock = clock
    self.random = random
    environment = store.environment
  }

  /// Writes an entry and returns when it is durable.
  ///
  /// - Parameter subject: the canonical text of the person whom the entry is about; it is in the entry only sealed to
  ///   the recipients.
  /// - Throws: ``Diagnostic/auditUnavailable``: the act must not happen, or its answer not leave. It is counted, and the
  ///   count written as soon as the store takes writes again (attack case ST-03).
  @discardableResult
  public func record(
    _ event: AuditEvent, sealing subject: String? = nil
  ) async throws(CPSError) -> AuditReceipt {
    try await record(.event(event, subject: subject))
  }

  /// Writes the entry of a login and opens its session, both or neither, and returns when they are durable: there is no
  /// session without its entry.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, as ``record(_:sealing:)``.
  func record(_ login: AuditEvent, opening session: StoredSession) async throws(CPSError) -> AuditReceipt {
    try await record(.login(login, opening: session))
  }

  private func record(_ intent: AuditIntent) async throws(CPSError) -> AuditReceipt {
    do throws(CPSError) {
      let record = try await write(intent)
      return AuditReceipt(sequence: record.sequence, hash: record.hash)
    } catch {
      count(error)
      throw error
    }
  }

  /// Counts a refusal for which the store left no way to write more.
  ///
  /// It is in the log as soon as the store takes writes again, with how many there were, the first moment and the last
  /// (attack case ST-03).
  func count(_ refusal: CPSError) {
    let now = clock.now()
    tally.restore([CountedRefusals(code: refusal.diagnostic.code, count: 1, since: now, until: now)])
  }

  /// Vouches for the log as it stands, and returns what a witness is to keep; nil when nothing came since the last
  /// checkpoint.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func checkpoint(by signer: CheckpointSigner) async throws(CPSError) -> AuditCheckpoint? {
    guard let head = try await store.auditHead() else { return nil }
    guard let last = try await store.auditRecords(after: head.sequence - 1, limit: 1).first,
      try AuditEntry(encoded: last.content).event.kind != .checkpoint
    else { return nil }
    let known: AuditIdentity
    if let identity, identity.isIntroduced {
      known = identity
    } else {
      known = try await AuditIdentity(in: store, behind: head, of: signer.publicKey)
    }
    let record = try await write(.checkpoint(signer, log: known.log, introducing: !known.isIntroduced))
    identity = AuditIdentity(log: known.log, isIntroduced: true)
    return try AuditCheckpoint(AuditEntry(encoded: record.content))
  }

  /// The name that its genesis gave the log.
  func name() async throws(CPSError) -> String {
    if let identity { return identity.log }
    guard let head = try await store.auditHead() else {
      throw CPSError(.auditUnavailable, reason: "an empty log has no name")
    }
    let found = try await AuditIdentity(in: store, behind: head, of: nil)
    identity = found
    return found.log
  }

  /// Writes what is not an act that could be refused for want of its entry.
  func write(_ intent: AuditIntent) async throws(CPSError) -> AuditRecord {
    let result = await withCheckedContinuation { reply in
      waiting.append((intent, reply))
      guard !isWriting else { return }
      isWriting = true
      Task { await drain() }
    }
    return try result.get()
  }

  /// Notes a refusal of somebody who is not known: written, or counted when there are many.
  ///
  /// It never fails: what is refused stays refused, and what could not be written stays counted.
  public func note(_ refusal: CPSError, as kind: AuditEvent.Kind = .loginRefused) async {
    // What failed because the log did is counted already.
    guard refusal.diagnostic != .auditUnavailable else { return }
    let code = refusal.diagnostic.code
    guard tally.admits(code, at: clock.now()) else { return }
    var event = AuditEvent(refusal.diagnostic.severity == .alarm ? .alarm : kind)
    event.diagnostic = code
    if let reason = refusal.reason { event.facts["reason"] = PrintableText.escaped(reason) }
    do { _ = try await write(.event(event, subject: nil)) } catch { count(refusal) }
  }

  /// Writes what was only counted so far; called before a service ends.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, whose reason says what is in no log yet.
  public func flush() async throws(CPSError) { try await write(tally.due(at: clock.now(), everything: true)) }

  /// Writes what was counted and should be in the log by now; called again and again while a service runs.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``: it stays counted.
  func settle() async throws(CPSError) { try await write(tally.due(at: clock.now())) }

  private func write(_ counted: [CountedRefusals]) async throws(CPSError) {
    for (index, refusals) in counted.enumerated() {
      do throws(CPSError) { _ = try await write(.event(refusals.event, subject: nil)) } catch {
        let unwritten = counted[index...]
        tally.restore(Array(unwritten))
        let texts = unwritten.map(\.text).joined(separator: "; ")
        throw CPSError(error.diagnostic, error.values, reason: "\(error.reason ?? ""); unwritten: \(texts)")
      }
    }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.batchLimit))
      waiting.removeFirst(batch.count)
      let counted = tally.due(at: clock.now())
      let result = await append(counted.map { .event($0.event, subject: nil) } + batch.map(\.intent))
      switch result {
      case .success(let records):
        for (entry, record) in zip(batch, records.dropFirst(counted.count)) {
          entry.reply.resume(returning: .success(record))
        }
      case .failure(let error):
        tally.restore(counted)
        for entry in batch { entry.reply.resume(returning: .failure(error)) }
      }
    }
    isWriting = false
  }

  /// Appends what is intended, again and again as long as other processes are quicker, and gives the record of each.
  private func append(_ intents: [AuditIntent]) async -> Result<[AuditRecord], CPSError> {
    do throws(CPSError) {
      for attempt in 0..<Self.attemptLimit {
        var head = knownHead
        if head == nil { head = try await store.auditHead() }
        var composer = AuditComposer(
          after: head, in: segment, to: recipients, environment: environment, random: random, at: clock.now())
        if head == nil { _ = try composer.add(.event(try genesis(), subject: nil)) }
        var own: [AuditRecord] = []
        for (place, intent) in intents.enumerated() {
          // Asked of those alone that may stand already: to ask is to leave the actor and to come back.
          if case .once = intent {
            if let twin = intents[..<place].firstIndex(where: { intent.isNeedless(beside: $0) }) {
              own.append(own[twin])
              continue
            }
            if let standing = try await store.auditRecord(standingFor: intent, upTo: head) {
              own.append(standing)
              continue
            }
          }
          own.append(try composer.add(intent))
        }
        if composer.records.isEmpty { return .success(own) }
        if try await store.appendAudit(composer.records, after: head, opening: composer.sessions) {
          (knownHead, segment) = (composer.head, composer.segment)
          return .success(own)
        }
        knownHead = nil
        try await makeRoom(after: attempt)
      }
      return .failure(CPSError(.auditUnavailable, reason: "other processes were quicker, always"))
    } catch {
      knownHead = nil
      return .failure(CPSError(.auditUnavailable, reason: error.description))
    }
  }

  /// Waits for a random while, the longer the more often others were quicker: without it, of many hosts that write at
  /// once, one could lose every time (attack case CC-10).
  func makeRoom(after attempt: Int) async throws(CPSError) {
    let longest = Self.shortestPause.milliseconds << min(attempt, 6)
    let chance = try random.bytes(2).reduce(0) { $0 << 8 | Int64($1) }
    // Nobody cancels the task that writes; if somebody did, it would only try again at once.
    try? await Task.sleep(for: .milliseconds(chance % (longest + 1)))
  }

  /// The first entry: it gives the log a name of its own, so that two logs never share a chain.
  func genesis() throws(CPSError) -> AuditEvent {
    var event = AuditEvent(.genesis)
    event.facts["log"] = Hexadecimal.encode(try random.bytes(16))
    event.facts["schema"] = String(store.schemaVersion)
    return event
  }
}
