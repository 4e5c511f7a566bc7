internal import CPSPrimitives

/// What the watch remembers of one holder: nothing that the entries of the log do not say, and no more than a record
/// holds.
struct HolderHistory: Sendable, Hashable, Codable {
  /// A log-in, as far as later ones are compared with it.
  struct Login: Sendable, Hashable, Codable {
    let moment: Timestamp
    let entry: Int64
    let network: String?
    /// Whether its workstation had been seen before.
    let isReturning: Bool
  }

  /// A refused log-in.
  struct Failure: Sendable, Hashable, Codable {
    let moment: Timestamp
    let entry: Int64
  }

  /// How many log-ins tell whether somebody's workstations come back.
  static let maximumLogins = 8
  /// The most refused log-ins that are kept of a burst.
  static let maximumFailures = 64

  var schema = 1
  /// The last log-ins, the latest at the end.
  var logins: [Login] = []
  /// Networks that log-ins came from.
  var networks = SeenPlaces()
  /// Workstations that they came from.
  var workstations = SeenPlaces()
  /// Refused log-ins of the last minutes.
  var failures: [Failure] = []
  /// The hour of the night in which acts are counted, and how many there were.
  var nightHour: Int64 = 0
  var nightActs = 0
  /// Until when the holder is under observation.
  var observedUntil: Timestamp?
  /// When alarms that stand for others were raised, by the code of their row.
  var raised: [String: Timestamp] = [:]

  /// Whether there was ever a log-in: what failed alone is forgotten with its burst.
  var isStranger: Bool { logins.isEmpty && observedUntil == nil }

  /// Whether workstations of this holder usually come back: half of at least four log-ins.
  ///
  /// A key that is made for each session, as `cpsauth login` makes it, never does; then a new one says nothing.
  var hasSteadyWorkstations: Bool {
    logins.count >= 4 && 2 * logins.count(where: \.isReturning) >= logins.count
  }

  /// Forgets what is older than anything is remembered; the last log-in stays, by which dormancy is seen.
  mutating func forget(at moment: Timestamp) {
    let edge = moment - WatchRules.memory
    networks.forget(before: edge)
    workstations.forget(before: edge)
    let last = logins.last
    logins.removeAll { $0.moment <= edge }
    if logins.isEmpty, let last { logins = [last] }
  }
}
