import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics

/// What the watch finds irregular, and how often it reads the log.
struct WatchSettings: Sendable, Hashable {
  /// The shortest and the longest time between two readings.
  static let intervalRange: ClosedRange<Duration> = .seconds(1)...(.seconds(60))
  private static let travelRange: ClosedRange<Duration> = .seconds(60)...(.seconds(14_400))

  /// What holds without the section.
  static let standard = WatchSettings(rules: .standard, interval: .seconds(5))

  /// What is irregular.
  let rules: WatchRules
  /// The time between two readings.
  let interval: Duration

  private init(rules: WatchRules, interval: Duration) {
    self.rules = rules
    self.interval = interval
  }

  /// Reads `zone`, `night`, `travel`, `limits`, `observed` and `every`.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    var rules = WatchRules.standard
    if let zone = reader.optional("zone") { rules.zone = try zone.choice() }
    if let night = reader.optional("night") {
      let hours = try night.list()
      guard hours.count == 2 else { throw night.refusal("two hours are expected: [22, 6]") }
      rules.night = [try hours[0].integer(in: 0...23), try hours[1].integer(in: 0...23)]
      guard rules.night[0] != rules.night[1] else { throw night.refusal("two different hours are expected") }
    }
    if let travel = try reader.optional("travel")?.duration(in: Self.travelRange) {
      rules.travelSeconds = Int(travel.components.seconds)
    }
    rules.usual = try Self.limits(reader.optional("limits"), rules.usual)
    let observed = reader.optional("observed")
    rules.observed = try Self.limits(observed, rules.observed)
    if let observed,
      rules.observed.failures > rules.usual.failures || rules.observed.nightActs > rules.usual.nightActs
    {
      throw observed.refusal("no wider than the limits of everybody")
    }
    self.rules = rules
    interval = try reader.optional("every")?.duration(in: Self.intervalRange) ?? Self.standard.interval
  }

  private static func limits(
    _ value: ConfigurationValue?, _ standard: WatchRules.Limits
  ) throws(CPSError) -> WatchRules.Limits {
    guard let value else { return standard }
    return try value.section { section throws(CPSError) in
      WatchRules.Limits(
        nightActs: try section.optional("night-acts")?.integer(in: 1...100_000) ?? standard.nightActs,
        failures: try section.optional("failures")?.integer(in: 2...64) ?? standard.failures)
    }
  }
}
