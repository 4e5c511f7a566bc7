public import CPSPrimitives

/// What became of charges that were made together: all are counted, or none.
public enum QuotaOutcome: Sendable, Hashable {
  /// All are counted.
  ///
  /// - `used`: how many units each key holds now, in the order of the charges.
  /// - `held`: the places of the charges whose unit was in its window before, so that it only moved: whoever gives
  ///   back what did not happen leaves those, since another call has counted them.
  case admitted(used: [Int], held: Set<Int>)
  /// None is counted, since one has no room.
  ///
  /// - `index`: the first charge without room.
  /// - `used`: how many units its key holds.
  /// - `retryAt`: when one of them will have left the window, if nothing else comes meanwhile.
  case exceeded(index: Int, used: Int, retryAt: Timestamp)
}
