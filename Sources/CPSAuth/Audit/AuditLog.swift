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
  private static let attemptLimit = 64

  private typealias Reply = CheckedContinuation<Result<AuditReceipt, CPSError>, Never>

  /// The world of the log.
  public nonisolated let environment: TrustEnvironment

  nonisolated let store: any AuthStore
  private let clock: any WallClock
  nonisolated let random: any RandomSource
  private var waiting: [(event: AuditEvent, reply: Reply)] = []
  private var isWriting = false
  private var knownHead: AuditHead?
  private var tally = RefusalTally()

  /// The log of a store.
  public init(store: any AuthStore, clock: any WallClock, random: any RandomSource) {
    self.store = store
    self.clock = clock
    self.random = random
    environment = store.environment
  }

  /// Writes an entry and returns when it is durable.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``: the act must not happen, or its answer not leave.
  @discardableResult
  public func record(_ event: AuditEvent) async throws(CPSError) -> AuditReceipt {
    let result = await withCheckedContinuation { reply in
      waiting.append((event, reply))
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
    let code = refusal.diagnostic.code
    guard tally.admits(code, at: clock.now()) else { return }
    var event = AuditEvent(refusal.diagnostic.severity == .alarm ? .alarm : kind)
    event.diagnostic = code
    if let reason = refusal.reason { event.facts["reason"] = PrintableText.escaped(reason) }
    do { try await record(event) } catch {
      var uncounted = AuditEvent(.refusals)
      uncounted.diagnostic = code
      uncounted.count = 1
      tally.restore([uncounted], at: clock.now())
    }
  }

  /// Writes what was only counted so far; called before a service ends.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``.
  public func flush() async throws(CPSError) {
    let events = tally.due(at: clock.now(), everything: true)
    for (index, event) in events.enumerated() {
      do { try await record(event) } catch {
        tally.restore(Array(events[index...]), at: clock.now())
        throw error
      }
    }
  }

  private func drain() async {
    while !waiting.isEmpty {
      let batch = Array(waiting.prefix(Self.batchLimit))
      waiting.removeFirst(batch.count)
      let counted = tally.due(at: clock.now())
      let result = await write(counted + batch.map(\.event))
      switch result {
      case .success(let receipts):
        for (entry, receipt) in zip(batch, receipts.dropFirst(counted.count)) {
          entry.reply.resume(returning: .success(receipt))
        }
      case .failure(let error):
        tally.restore(counted, at: clock.now())
        for entry in batch { entry.reply.resume(returning: .failure(error)) }
      }
    }
    isWriting = false
  }

  /// Appends the events, again and again as long as other processes are quicker.
  private func write(_ events: [AuditEvent]) async -> Result<[AuditReceipt], CPSError> {
    do throws(CPSError) {
      for _ in 0..<Self.attemptLimit {
        var head = knownHead
        if head == nil { head = try await store.auditHead() }
        let records = try records(of: head == nil ? [try genesis()] + events : events, after: head)
        if try await store.appendAudit(records, after: head) {
          knownHead = records.last?.head ?? head
          let receipts = records.suffix(events.count).map {
            AuditReceipt(sequence: $0.sequence, hash: $0.hash)
          }
          return .success(receipts)
        }
        knownHead = nil
      }
      return .failure(CPSError(.auditUnavailable, reason: "other processes were quicker, always"))
    } catch {
      knownHead = nil
      return .failure(CPSError(.auditUnavailable, reason: error.description))
    }
  }

  private func records(
    of events: [AuditEvent], after head: AuditHead?
  ) throws(CPSError) -> [AuditRecord] {
    var records: [AuditRecord] = []
    var last = head
    let now = clock.now()
    for event in events {
      let entry = AuditEntry(
        sequence: (last?.sequence ?? 0) + 1, time: now, environment: environment, event: event)
      let record = try AuditChain.record(entry, after: last)
      records.append(record)
      last = record.head
    }
    return records
  }

  /// The first entry: it gives the log a name of its own, so that two logs never share a chain.
  private func genesis() throws(CPSError) -> AuditEvent {
    var event = AuditEvent(.genesis)
    event.facts["log"] = Hexadecimal.encode(try random.bytes(16))
    event.facts["schema"] = String(store.schemaVersion)
    return event
  }
}
