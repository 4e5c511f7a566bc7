internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives

/// Judges one entry of the log by what was before it, for one holder: nothing else goes in, so that the same entries give
/// the same alarms on every host and on every day.
struct WatchJudge {
  /// The rules in force; nil before the first came into force, while everything is only learnt.
  let rules: WatchRules?
  let holder: HolderName
  let entry: AuditEntry
  private(set) var history: HolderHistory
  private(set) var alarms: [WatchAlarm] = []
  /// The log-in that it was, if it was one.
  private(set) var news: LoginNews?

  init(_ entry: AuditEntry, of holder: HolderName, after history: HolderHistory, by rules: WatchRules?) {
    self.entry = entry
    self.holder = holder
    self.history = history
    self.rules = rules
  }

  /// Whether an entry can change what is known of anybody.
  static func looks(at entry: AuditEntry, by rules: WatchRules?) -> Bool {
    switch entry.event.kind {
    case .login, .loginRefused: true
    case .decision: entry.event.isAllowed == true && (rules ?? .standard).isNight(entry.time)
    default: false
    }
  }

  /// Judges the entry, and takes it into the history.
  mutating func judge() {
    switch entry.event.kind {
    case .login: judgeLogin()
    case .loginRefused: judgeFailure()
    case .decision: judgeAct()
    default: break
    }
  }

  private var isObserved: Bool { history.observedUntil.map { entry.time < $0 } ?? false }

  private mutating func raise(_ row: Diagnostic, _ facts: [String: String]) {
    guard rules != nil else { return }
    alarms.append(WatchAlarm(row, about: holder, entry, isObserved: isObserved, facts))
  }

  // MARK: - Log-ins

  private mutating func judgeLogin() {
    let event = entry.event
    let former = history.logins.last
    judgeAbsence(since: former)
    history.forget(at: entry.time)
    let known = (
      network: event.network.flatMap { history.networks[$0] },
      workstation: event.workstation.flatMap { history.workstations[$0] }
    )
    let isNetworkNew = event.network != nil && known.network == nil
    let isWorkstationNew =
      event.workstation != nil && known.workstation == nil && (isObserved || history.hasSteadyWorkstations)
    if isNetworkNew { judgeNewNetwork() }
    if isWorkstationNew { judgeNewWorkstation() }
    if let former { judgePlaces(former, known.network) }
    news = LoginNews(
      entry: entry, holder: holder, isNetworkNew: isNetworkNew, isWorkstationNew: isWorkstationNew)
    if let network = event.network { history.networks.see(network, at: entry.time) }
    if let workstation = event.workstation { history.workstations.see(workstation, at: entry.time) }
    history.logins.append(
      HolderHistory.Login(
        moment: entry.time, entry: entry.sequence, network: event.network,
        isReturning: known.workstation != nil))
    history.logins = Array(history.logins.suffix(HolderHistory.maximumLogins))
  }

  private mutating func judgeAbsence(since former: HolderHistory.Login?) {
    guard let former, entry.time - former.moment >= WatchRules.memory else { return }
    let days = (entry.time - former.moment).milliseconds / 86_400_000
    raise(
      .watchDormant,
      ["last": former.moment.rfc3339, "last-entry": String(former.entry), "days": String(days)])
  }

  /// Of somebody of whom no network is known the first says nothing, unless they are under observation.
  private mutating func judgeNewNetwork() {
    let known = history.networks.places.count
    guard known > 0 || isObserved else { return }
    raise(.watchNewNetwork, ["known-networks": String(known)])
  }

  private mutating func judgeNewWorkstation() {
    let returning = history.logins.count(where: \.isReturning)
    raise(
      .watchNewWorkstation,
      [
        "known-workstations": String(history.workstations.places.count),
        "last-logins": String(history.logins.count), "returning": String(returning),
      ])
  }

  private mutating func judgePlaces(_ former: HolderHistory.Login, _ known: SeenPlaces.Place?) {
    guard let rules, let network = entry.event.network, let other = former.network, network != other,
      entry.time - former.moment < rules.travel
    else { return }
    let isFamiliar = known.map { entry.time - $0.first >= WatchRules.familiarity } ?? false
    guard isObserved || !isFamiliar, mayRaise(.watchTwoPlaces, after: WatchRules.quiet) else { return }
    raise(
      .watchTwoPlaces,
      [
        "other-network": other, "other-entry": String(former.entry),
        "seconds": String((entry.time - former.moment).milliseconds / 1_000),
        "travel-seconds": String(rules.travelSeconds),
      ])
  }

  // MARK: - Refused log-ins and acts

  private mutating func judgeFailure() {
    let edge = entry.time - WatchRules.failureWindow
    history.failures.removeAll { $0.moment <= edge }
    history.failures.append(HolderHistory.Failure(moment: entry.time, entry: entry.sequence))
    history.failures = Array(history.failures.suffix(HolderHistory.maximumFailures))
    guard let limit = rules?.limits(isObserved: isObserved).failures, history.failures.count >= limit,
      let first = history.failures.first, mayRaise(.watchFailureBurst, after: WatchRules.failureWindow)
    else { return }
    raise(
      .watchFailureBurst,
      [
        "failures": String(history.failures.count), "first-entry": String(first.entry),
        "since": first.moment.rfc3339, "limit": String(limit),
      ])
  }

  private mutating func judgeAct() {
    guard let rules else { return }
    let hour = rules.zone.hour(of: entry.time)
    if history.nightHour != hour { (history.nightHour, history.nightActs) = (hour, 0) }
    history.nightActs += 1
    let limit = rules.limits(isObserved: isObserved).nightActs
    // Exactly once an hour, at the act that goes beyond.
    guard history.nightActs == limit + 1 else { return }
    raise(
      .watchNightBurst,
      [
        "acts": String(history.nightActs), "limit": String(limit), "zone": rules.zone.rawValue,
        "hour": String(rules.zone.hourOfDay(of: entry.time)),
      ])
  }

  /// Whether an alarm of a row is due, and not announced by one that was raised just before; notes that it is.
  private mutating func mayRaise(_ row: Diagnostic, after span: Duration) -> Bool {
    if let last = history.raised[row.code], entry.time - last < span, entry.time >= last { return false }
    if rules != nil { history.raised[row.code] = entry.time }
    return true
  }
}
