public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Reads the audit log of a service behind those who write it, raises the alarms that its entries give cause to, and has
/// holders told of their log-ins.
///
/// It reads page by page. What it learnt of a page and how far it read are one atomic change of the store, so that a host
/// that is killed, or is slower than another, changes nothing. Alarms go into the log before that, each once
/// (``AuditLog/recordOnce(_:behind:)``): whoever reads the page again finds them there.
public actor AuditFollower {
  /// How many entries are read in one step.
  public static let pageLength = 512
  /// After how long rules that are in force are written down again, so that a log that was cut has them.
  static let rulesLife: Duration = .seconds(90 * 86_400)

  private static let cursorName = "log"
  /// The group of those who never logged in.
  private static let strangers = "stranger"
  /// The most of them that are forgotten in one round.
  private static let strangersLimit = 256

  private let store: any AuthStore
  private let auditLog: AuditLog
  private let rules: WatchRules
  private let clock: any WallClock
  private let notifier: LoginNotifier?
  private let cursors: RecordBook<WatchCursor>
  private let histories: RecordBook<HolderHistory>
  private var announcedAt: Timestamp?

  /// A follower.
  ///
  /// - Parameters:
  ///   - rules: come into force when this reads its first entry; until then it only learns.
  ///   - notifier: queues notices of log-ins; nil to tell nobody.
  public init(
    of auditLog: AuditLog, in store: any AuthStore, sealedBy secret: ServiceSecret, by rules: WatchRules,
    telling notifier: LoginNotifier?, clock: any WallClock
  ) {
    self.store = store
    self.auditLog = auditLog
    self.rules = rules
    self.notifier = notifier
    self.clock = clock
    cursors = Self.cursors(in: store, sealedBy: secret)
    histories = Self.histories(in: store, sealedBy: secret)
  }

  static func cursors(in store: any AuthStore, sealedBy secret: ServiceSecret) -> RecordBook<WatchCursor> {
    RecordBook("watch-cursor", in: store, sealedBy: secret)
  }

  static func histories(in store: any AuthStore, sealedBy secret: ServiceSecret) -> RecordBook<HolderHistory>
  {
    RecordBook("watch-history", in: store, sealedBy: secret) { $0.isStranger ? strangers : nil }
  }

  /// Reads on until the end of the log, and gives what went wrong.
  public func round() async -> [CPSError] {
    do throws(CPSError) {
      while try await step(), !Task.isCancelled { await Task.yield() }
      try await notifier?.sendDigests()
      try await forgetStrangers()
      return []
    } catch { return [error] }
  }

  /// Reads one page of the log; says whether there may be more.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``, ``Diagnostic/auditUnavailable``,
  ///   ``Diagnostic/auditBroken`` for an entry that cannot be read. What was read is read again.
  @discardableResult
  public func step() async throws(CPSError) -> Bool {
    let found = try await cursors.entry(named: Self.cursorName)
    var cursor = found?.content ?? WatchCursor()
    let records = try await store.auditRecords(after: cursor.through, limit: Self.pageLength)
    guard let last = records.last else { return false }
    let entries = try Self.entries(records)
    try await announce(cursor, entries)
    var page = WatchPage(by: cursor.rules)
    for holder in page.holders(of: entries) {
      page.take(try await histories.entry(named: holder.text), of: holder)
    }
    for entry in entries { page.read(entry) }
    for alarm in page.alarms { try await auditLog.recordOnce(alarm.event, behind: alarm.entry) }
    if page.hasNewRules { cursor.rulesAt = entries.last?.time }
    (cursor.through, cursor.rules) = (last.sequence, page.rules)
    var changes = [try cursors.change(found, of: Self.cursorName, to: cursor)]
    for (holder, history, former) in page.changed {
      changes.append(try histories.change(former, of: holder.text, to: history))
    }
    if cursor.rules != nil { changes += try await notifier?.changes(telling: page.news) ?? [] }
    _ = try await store.apply(changes)
    return true
  }

  /// Writes down which rules are in force, where the log does not say so.
  ///
  /// Once in the life of a follower, and again before the log forgets it: of hosts with different rules the one that
  /// started last decides.
  private func announce(_ cursor: WatchCursor, _ entries: [AuditEntry]) async throws(CPSError) {
    let now = clock.now()
    if let announcedAt, now - announcedAt <= Self.rulesLife { return }
    guard entries.contains(where: { WatchJudge.looks(at: $0, by: cursor.rules) }) else { return }
    let isOld = cursor.rulesAt.map { now - $0 > Self.rulesLife } ?? true
    guard cursor.rules != rules || isOld else { return }
    // What stands before the entry is read without it.
    try await auditLog.recordOnce(WatchMeasure.rules(rules).event, behind: cursor.through)
    announcedAt = now
  }

  /// Forgets holders who never logged in once their failures can make no burst any more, so that names which somebody
  /// makes up leave nothing behind: with such a history or without it, the next entry is judged alike.
  private func forgetStrangers() async throws(CPSError) {
    let now = clock.now()
    for entry in try await histories.entries(inGroup: Self.strangers, limit: Self.strangersLimit) {
      let history = entry.content
      guard history.failures.allSatisfy({ now - $0.moment >= WatchRules.failureWindow }),
        history.nightHour < rules.zone.hour(of: now)
      else { continue }
      // Whoever changed it meanwhile has a reason to keep it.
      _ = try await store.apply([histories.change(entry, of: entry.name, to: nil)])
    }
  }

  private static func entries(_ records: [AuditRecord]) throws(CPSError) -> [AuditEntry] {
    var entries: [AuditEntry] = []
    for record in records {
      do { entries.append(try AuditEntry(encoded: record.content)) } catch {
        throw CPSError(
          .auditBroken, ["entry": String(record.sequence), "detail": "its content cannot be read"])
      }
    }
    return entries
  }
}
