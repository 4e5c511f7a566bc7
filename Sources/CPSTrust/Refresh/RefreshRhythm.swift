internal import CPSPrimitives

/// When a list is asked for next.
///
/// Lists come every morning (igc-sante.md section 2); ANS asks that they be fetched at the rhythm of their
/// publication and that requests be spread over several hours. Each service therefore asks at a moment of its
/// own in the last hours before the next list is due; one that has not come by then is asked for again and
/// again, less and less often.
struct RefreshRhythm: Sendable {
  /// The hours before the end of a list over which services spread, or a quarter of its life if that is less.
  static let longestSpread = Duration.seconds(4 * 3_600)
  /// A list that lives longer is asked for every day all the same.
  static let longestInterval = Duration.seconds(24 * 3_600)
  /// How long to wait after the first failure; doubled with each further one.
  static let firstRetry = Duration.seconds(300)
  /// The longest time between two attempts once a list is due.
  static let longestRetry = Duration.seconds(3_600)

  let random: any RandomSource

  /// When a list that was taken in at `moment` is to be replaced.
  func next(after facts: RevocationFacts, takenAt moment: Timestamp) -> Timestamp {
    let life = facts.nextUpdate - facts.thisUpdate
    let due = min(facts.nextUpdate, moment + Self.longestInterval)
    let spread = min(Self.longestSpread, life / 4)
    // The last eighth is left for a list that does not come at once.
    return due - spread / 8 - part(of: spread * 7 / 8)
  }

  /// When to ask again after a number of attempts without a newer list.
  func retry(after failures: Int, at moment: Timestamp) -> Timestamp {
    let doublings = min(max(failures - 1, 0), 8)
    let wait = min(Self.firstRetry * (1 << doublings), Self.longestRetry)
    // Between three quarters and the whole, so that services which failed together do not return together.
    return moment + wait * 3 / 4 + part(of: wait / 4)
  }

  /// A random part of a span; all of it when there is no randomness, which only spreads requests.
  private func part(of span: Duration) -> Duration {
    guard let bytes = try? random.bytes(8), span > .zero else { return span }
    let fraction = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) } >> 11
    return .milliseconds(Int64(Double(span.milliseconds) * (Double(fraction) / 0x1p53)))
  }
}
