/// What the replay takes for granted: what is known of March 2022, and what is assumed because nobody said it.
struct ReplayParameters: Sendable {
  /// Known: how many accounts were entered (igc-sante.md section 6).
  static let accounts = 19
  /// Known: at least so many people were concerned (igc-sante.md section 6).
  static let knownPeople = 510_000

  /// Assumed: how many agents take calls at the help desk, in turn.
  static let agents = 4
  /// Assumed: how often somebody calls there for each account; the product compares no more of them in a day.
  static let callsForAccount = 3
  /// Assumed: how long it is from one call to the next.
  static let callInterval: Duration = .seconds(120)

  /// The seed of everything that chance decides.
  var seed: UInt64 = 2022
  /// One part in so many of people and list is replayed; 1 for all.
  var divisor = 1
  /// Assumed: which part of the robot's numbers is somebody's.
  var hitRate = 0.85
  /// Assumed: how many look-ups a second the robot makes through each account or card.
  var pace = 1

  /// Assumed: how many seconds after the intrusion began somebody is aware of it and answers.
  var awareness: Int { 3_600 / divisor }
  /// Assumed: how many people the service knows.
  var people: Int { 1_000_000 / divisor }
  /// Assumed: how many numbers the robot holds; with ``hitRate`` this makes ``knownPeople``.
  var listLength: Int { 600_000 / divisor }
  /// How many look-ups the log holds, those of others included, when the exposure report of the first act is made.
  var lookUpsInLog: Int { 1_000_000 / divisor }
  /// Where the first act is over: what is expected of it.
  var expectedPeople: Int { Self.knownPeople / divisor }
}
