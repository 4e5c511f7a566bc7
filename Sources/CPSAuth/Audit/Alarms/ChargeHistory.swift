internal import CPSPrimitives

/// What each account was charged, by the entries of a log.
struct ChargeHistory: Sendable {
  private struct Charge {
    let unit: [UInt8]
    let moment: Timestamp
    let sequence: Int64
    let isDisprovable: Bool
  }

  private var charges: [[UInt8]: [Charge]] = [:]
  private var released: Set<Int64> = []

  /// Notes a charge that was admitted.
  mutating func add(
    _ key: [UInt8], _ unit: [UInt8], at moment: Timestamp, by sequence: Int64, isDisprovable: Bool
  ) {
    charges[key, default: []].append(
      Charge(unit: unit, moment: moment, sequence: sequence, isDisprovable: isDisprovable))
  }

  /// Notes that somebody was found, so that what a call charged for nobody was taken back.
  mutating func release(chargesOf sequence: Int64) { released.insert(sequence) }

  /// How many different units an account held at a moment: from the least to the most.
  ///
  /// Calls of that very millisecond may have come before or after; what was taken back may have been so before or
  /// after, or not at all.
  func count(of key: [UInt8], after edge: Timestamp, to moment: Timestamp) -> ClosedRange<Int> {
    let counted = (charges[key] ?? []).filter { $0.moment > edge && $0.moment <= moment }
    let most = Set(counted.map(\.unit)).count
    let disproved = Set(counted.filter { $0.isDisprovable && released.contains($0.sequence) }.map(\.unit))
    let least = Set(counted.filter { $0.moment < moment }.map(\.unit)).subtracting(disproved).count
    return least...max(least, most)
  }
}
