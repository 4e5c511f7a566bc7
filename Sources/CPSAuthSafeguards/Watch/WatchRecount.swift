public import CPSAuth
internal import CPSPrimitives

/// Computes the alarms of the watch again, from a log alone: the rules, who was under observation and what everybody did
/// are all in it.
///
/// An alarm that this finds unfounded or missing was put in, or kept out. A log that was cut at its beginning by its
/// retention is judged from the moment on at which nothing before can matter any more.
public struct WatchRecount: Sendable {
  /// How long after the beginning of a log that was cut something before it can matter: what is remembered, and what
  /// makes it familiar.
  static let horizon: Duration = WatchRules.memory + WatchRules.familiarity
  /// How far the watch may be behind the log, before an alarm that is not there is missing.
  public static let delay: Duration = .seconds(600)

  private struct Cause: Hashable {
    let entry: Int64
    let code: String
  }

  private struct Expectation {
    let holder: HolderName
    let facts: [String: String]
    let moment: Timestamp
  }

  private struct Raised {
    let sequence: Int64
    let cause: Cause
    let event: AuditEvent
    /// Whether the log reaches back far enough from here, and says which rules were in force.
    let isCovered: Bool
  }

  private var rules: WatchRules?
  private var histories: [HolderName: HolderHistory] = [:]
  private var expected: [Cause: Expectation] = [:]
  private var raised: [Raised] = []
  private var beginning: Timestamp?
  private var end: Timestamp?

  /// A recount that has read nothing yet.
  public init() {}

  /// Reads the next entry of the log, and gives the alarms that it gives cause to.
  @discardableResult
  public mutating func add(_ entry: AuditEntry) -> [WatchAlarm] {
    let event = entry.event
    if beginning == nil {
      beginning = event.kind == .genesis ? Timestamp(millisecondsSince1970: .min) : entry.time
    }
    end = entry.time
    if let code = event.diagnostic, event.kind == .alarm, WatchAlarm.codes.contains(code) {
      raised.append(
        Raised(
          sequence: entry.sequence, cause: Cause(entry: event.decision ?? 0, code: code), event: event,
          isCovered: isWhole || (rules != nil && isCovered(at: entry.time))))
      return []
    }
    if let measure = WatchMeasure(event) {
      take(measure)
      return []
    }
    guard WatchJudge.looks(at: entry, by: rules), let holder = HolderName(event.actor) else { return [] }
    var judge = WatchJudge(entry, of: holder, after: histories[holder] ?? HolderHistory(), by: rules)
    judge.judge()
    histories[holder] = judge.history
    for alarm in judge.alarms {
      expected[Cause(entry: alarm.entry, code: alarm.event.diagnostic ?? "")] = Expectation(
        holder: holder, facts: alarm.event.facts, moment: entry.time)
    }
    return judge.alarms
  }

  /// What was found, in the order of the log.
  public func findings() -> [WatchFinding] {
    var seen: Set<Cause> = []
    let standing = raised.map { finding($0, isFirst: seen.insert($0.cause).inserted) }
    let missing = expected.compactMap { cause, expectation -> WatchFinding? in
      guard !seen.contains(cause), let end, end - expectation.moment > Self.delay else { return nil }
      return WatchFinding(
        sequence: cause.entry, entry: cause.entry, code: cause.code, holder: expectation.holder.text,
        recorded: [:], recomputed: expectation.facts,
        verdict: isCovered(at: expectation.moment) ? .missing : .notCovered)
    }
    return (standing + missing).sorted { ($0.sequence, $0.code) < ($1.sequence, $1.code) }
  }

  private func finding(_ alarm: Raised, isFirst: Bool) -> WatchFinding {
    let expectation = expected[alarm.cause]
    let verdict: WatchFinding.Verdict
    if !isFirst {
      verdict = .repeated
    } else if expectation?.facts == alarm.event.facts {
      verdict = .confirmed
    } else if !alarm.isCovered || isAboutBefore(alarm.event) {
      verdict = .notCovered
    } else {
      verdict = expectation == nil ? .unfounded : .differs
    }
    return WatchFinding(
      sequence: alarm.sequence, entry: alarm.cause.entry, code: alarm.cause.code,
      holder: HolderName(alarm.event.actor)?.text ?? "?", recorded: alarm.event.facts,
      recomputed: expectation?.facts ?? [:], verdict: verdict)
  }

  /// Whether an alarm speaks about something before the log: who comes back after half a year did something last that
  /// may be before any log.
  private func isAboutBefore(_ event: AuditEvent) -> Bool {
    guard let beginning, let last = event.facts["last"].flatMap(Timestamp.init(rfc3339:)) else {
      return false
    }
    return last < beginning
  }

  /// Whether the log begins with its first entry.
  private var isWhole: Bool { beginning == Timestamp(millisecondsSince1970: .min) }

  private func isCovered(at moment: Timestamp) -> Bool {
    beginning.map { moment - $0 >= Self.horizon } ?? false
  }

  private mutating func take(_ measure: WatchMeasure) {
    switch measure {
    case .rules(let rules): self.rules = rules
    case .observed(let holder, let until): histories[holder, default: HolderHistory()].observedUntil = until
    case .released(let holder): histories[holder]?.observedUntil = nil
    }
  }
}
