public import CPSPrimitives

/// What became of charges that were made together: all are counted, or none.
public enum QuotaOutcome: Sendable, Hashable {
  /// All are counted; how many units each key holds now, in the order of the charges.
  case admitted(used: [Int])
  /// None is counted, since one has no room.
  ///
  /// - `index`: the first charge without room.
  /// - `used`: how many units its key holds.
  /// - `retryAt`: when one of them will have left the window, if nothing else comes meanwhile.
  case exceeded(index: Int, used: Int, retryAt: Timestamp)
}
