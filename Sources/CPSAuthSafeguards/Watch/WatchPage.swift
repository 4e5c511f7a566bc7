internal import CPSAuth
internal import CPSPrimitives

/// One page of the log while the watch reads it: what was known of its holders, and what it changes.
struct WatchPage {
  private struct Held {
    var history: HolderHistory
    let former: RecordEntry<HolderHistory>?
  }

  /// The rules in force at the entry that was read last.
  private(set) var rules: WatchRules?
  /// Whether an entry of this page brought rules into force.
  private(set) var hasNewRules = false
  /// What its entries give cause to.
  private(set) var alarms: [WatchAlarm] = []
  /// The log-ins of it.
  private(set) var news: [LoginNews] = []
  private var held: [HolderName: Held] = [:]

  init(by rules: WatchRules?) { self.rules = rules }

  /// Whose histories a page needs, in the order in which they occur.
  func holders(of entries: [AuditEntry]) -> [HolderName] {
    var found: [HolderName] = []
    var seen: Set<HolderName> = []
    for entry in entries {
      guard let holder = Self.holder(of: entry), seen.insert(holder).inserted else { continue }
      found.append(holder)
    }
    return found
  }

  private static func holder(of entry: AuditEntry) -> HolderName? {
    switch WatchMeasure(entry.event) {
    case .observed(let holder, _), .released(let holder): holder
    case .rules: nil
    case nil:
      [.login, .loginRefused, .decision].contains(entry.event.kind) ? HolderName(entry.event.actor) : nil
    }
  }

  /// Takes what is remembered of a holder.
  mutating func take(_ record: RecordEntry<HolderHistory>?, of holder: HolderName) {
    held[holder] = Held(history: record?.content ?? HolderHistory(), former: record)
  }

  /// Reads the next entry.
  mutating func read(_ entry: AuditEntry) {
    switch WatchMeasure(entry.event) {
    case .rules(let rules): (self.rules, hasNewRules) = (rules, true)
    case .observed(let holder, let until): held[holder]?.history.observedUntil = until
    case .released(let holder): held[holder]?.history.observedUntil = nil
    case nil: judge(entry)
    }
  }

  private mutating func judge(_ entry: AuditEntry) {
    guard WatchJudge.looks(at: entry, by: rules), let holder = Self.holder(of: entry),
      let history = held[holder]?.history
    else { return }
    var judge = WatchJudge(entry, of: holder, after: history, by: rules)
    judge.judge()
    held[holder]?.history = judge.history
    alarms += judge.alarms
    if let login = judge.news { news.append(login) }
  }

  /// What is to be remembered anew, in the order of the holders' names.
  var changed: [(HolderName, HolderHistory, RecordEntry<HolderHistory>?)] {
    held.filter { $0.value.history != $0.value.former?.content ?? HolderHistory() }
      .sorted { $0.key.text < $1.key.text }
      .map { ($0.key, $0.value.history, $0.value.former) }
  }
}
