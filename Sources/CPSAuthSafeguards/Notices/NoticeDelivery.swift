public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Takes notices out of the outbox and hands them over, one round at a time.
///
/// Any number of hosts may do so at once: a notice is sent by whoever put their claim into its record.
public struct NoticeDelivery: Sendable {
  /// How long whoever claims a notice has for handing it over, before another host may try.
  static let claimLife: Duration = .seconds(300)
  /// How long a notice waits after its first failure; doubled each time.
  static let firstWait: Duration = .seconds(60)
  /// The longest wait.
  static let longestWait: Duration = .seconds(3_600)
  /// The most notices of one round, so that a round ends.
  static let roundLimit = 256
  /// How many records are read at once.
  private static let pageLength = 128
  /// How many failures in a row say that nobody takes anything now.
  static let failureLimit = 3

  private enum Outcome {
    case untouched, handed
    case failed(CPSError)
  }

  private let outbox: NoticeOutbox
  private let composer: NoticeComposer
  private let transport: any NoticeTransport
  private let auditLog: AuditLog
  private let clock: any WallClock

  /// A delivery.
  public init(
    of outbox: NoticeOutbox, composedBy composer: NoticeComposer, over transport: any NoticeTransport,
    auditLog: AuditLog, clock: any WallClock
  ) {
    self.outbox = outbox
    self.composer = composer
    self.transport = transport
    self.auditLog = auditLog
    self.clock = clock
  }

  /// Tries every notice that is due once, the oldest first, and gives what went wrong.
  public func round() async -> [CPSError] {
    var faults: [CPSError] = []
    var (failuresInARow, tried) = (0, 0)
    var last: String?
    do throws(CPSError) {
      while true {
        let page = try await outbox.book.entries(afterName: last, limit: Self.pageLength)
        for entry in page {
          guard !Task.isCancelled, failuresInARow < Self.failureLimit, tried < Self.roundLimit else {
            return faults
          }
          switch try await attempt(entry) {
          case .untouched: break
          case .handed: (failuresInARow, tried) = (0, tried + 1)
          case .failed(let error):
            faults.append(error)
            (failuresInARow, tried) = (failuresInARow + 1, tried + 1)
          }
        }
        guard page.count == Self.pageLength, let end = page.last else { return faults }
        last = end.name
      }
    } catch { return faults + [error] }
  }

  private func attempt(_ entry: RecordEntry<StoredNotice>) async throws(CPSError) -> Outcome {
    let now = clock.now()
    guard entry.content.nextTry <= now else { return .untouched }
    let isExpired = entry.content.expiry <= now
    var claimed = entry.content
    if !isExpired { claimed.tries += 1 }
    claimed.nextTry = now + Self.claimLife
    let change = try outbox.book.change(entry, of: entry.name, to: claimed)
    guard try await outbox.store.apply([change]) else { return .untouched }
    if isExpired { return try await giveUp(claimed, entry.name) }
    do throws(CPSError) {
      try await transport.send(try composer.message(of: claimed, named: entry.name))
    } catch {
      let wait = min(Self.longestWait, Self.firstWait * (1 << min(claimed.tries - 1, 6)))
      try await outbox.book.change(entry.name) { found in
        var found = found
        found?.nextTry = min(now + wait, claimed.expiry)
        return found
      }
      return .failed(error)
    }
    // First the log: a notice that is not in it is sent once more rather than forgotten without a trace.
    try await note(claimed, entry.name, act: "sent", diagnostic: nil)
    try await outbox.book.change(entry.name) { _ in nil }
    return .handed
  }

  /// Says where somebody looks that a notice was given up, and forgets it: in this order, so that none goes without a
  /// trace.
  private func giveUp(_ notice: StoredNotice, _ name: String) async throws(CPSError) -> Outcome {
    try await note(notice, name, act: "given-up", diagnostic: .noticeGivenUp)
    try await outbox.book.change(name) { _ in nil }
    return .failed(CPSError(.noticeGivenUp))
  }

  /// The address stays out of the log: who keeps the log for years need not know it.
  private func note(
    _ notice: StoredNotice, _ name: String, act: String, diagnostic: Diagnostic?
  ) async throws(CPSError) {
    var event = AuditEvent(diagnostic == nil ? .measure : .alarm)
    event.diagnostic = diagnostic?.code
    event.facts = [
      "measure": "notice", "act": act, "template": notice.template, "notice": name,
      "tries": String(notice.tries), "queued": notice.queuedAt.rfc3339,
    ]
    if let holder = notice.values["holder"]?.french { event.facts["holder"] = holder }
    try await auditLog.record(event)
  }
}
