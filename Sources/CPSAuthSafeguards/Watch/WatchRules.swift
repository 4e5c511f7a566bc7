internal import CPSPrimitives

/// What the watch finds irregular; written into the audit log when it comes into force, so that whoever computes the
/// alarms again needs the log alone.
public struct WatchRules: Sendable, Hashable, Codable {
  /// How strict it is with one holder.
  public struct Limits: Sendable, Hashable, Codable {
    /// The most acts within an hour of the night.
    public var nightActs: Int
    /// How many refused log-ins within ``WatchRules/failureWindow`` are a burst.
    public var failures: Int

    /// Limits.
    public init(nightActs: Int, failures: Int) {
      self.nightActs = nightActs
      self.failures = failures
    }
  }

  /// How long what was seen of a holder is remembered, and after which absence they are dormant: six months.
  public static let memory: Duration = .seconds(183 * 86_400)
  /// For how long a network must be known before somebody may change to it at once without an alarm.
  public static let familiarity: Duration = .seconds(7 * 86_400)
  /// The time in which refused log-ins make a burst.
  public static let failureWindow: Duration = .seconds(600)
  /// For how long an alarm about two places stands for those that follow.
  static let quiet: Duration = .seconds(3_600)

  /// Without a configuration: Paris, a night from 22 to 6, a quarter of an hour between two networks.
  ///
  /// All four figures are assumptions, to be set by what the service sees. That nobody is on a familiar network and
  /// within fifteen minutes on one never seen is ASSUMED of practices; a line that fails over to a mobile network looks
  /// the same the first week.
  public static let standard = WatchRules()

  /// Whose nights.
  public var zone = CivilZone.paris
  /// The hour at which the night begins, and that at which it ends.
  public var night: [Int] = [22, 6]
  /// The least time that one needs from one network to another.
  public var travel: Duration { .seconds(travelSeconds) }
  /// The same in seconds.
  public var travelSeconds = 900
  /// For everybody.
  public var usual = Limits(nightActs: 60, failures: 5)
  /// For those under observation.
  public var observed = Limits(nightActs: 20, failures: 3)

  private init() {}

  /// The limits for a holder.
  func limits(isObserved: Bool) -> Limits { isObserved ? observed : usual }

  /// Whether a moment is at night.
  func isNight(_ moment: Timestamp) -> Bool {
    let hour = zone.hourOfDay(of: moment)
    let (begin, end) = (night.first ?? 22, night.last ?? 6)
    return begin <= end ? (begin..<end).contains(hour) : hour >= begin || hour < end
  }
}

extension WatchRules {
  private enum Fact: String, CaseIterable {
    case zone
    case nightBegin = "night-begin"
    case nightEnd = "night-end"
    case travelSeconds = "travel-seconds"
    case nightActs = "night-acts"
    case failures
    case observedNightActs = "observed-night-acts"
    case observedFailures = "observed-failures"
  }

  /// What the entry says that brings them into force.
  var facts: [String: String] {
    let values: [Fact: String] = [
      .zone: zone.rawValue, .nightBegin: String(night.first ?? 22), .nightEnd: String(night.last ?? 6),
      .travelSeconds: String(travelSeconds), .nightActs: String(usual.nightActs),
      .failures: String(usual.failures), .observedNightActs: String(observed.nightActs),
      .observedFailures: String(observed.failures),
    ]
    return Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  /// Reads them from that entry; nil where one is missing.
  init?(facts: [String: String]) {
    func number(_ fact: Fact) -> Int? { facts[fact.rawValue].flatMap(Int.init) }
    guard let zone = facts[Fact.zone.rawValue].flatMap(CivilZone.init), let begin = number(.nightBegin),
      let end = number(.nightEnd), let travel = number(.travelSeconds), let nightActs = number(.nightActs),
      let failures = number(.failures), let observedNightActs = number(.observedNightActs),
      let observedFailures = number(.observedFailures)
    else { return nil }
    self.init()
    self.zone = zone
    night = [begin, end]
    travelSeconds = travel
    usual = Limits(nightActs: nightActs, failures: failures)
    observed = Limits(nightActs: observedNightActs, failures: observedFailures)
  }
}
