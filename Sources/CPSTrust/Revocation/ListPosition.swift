internal import CPSPrimitives

/// Where a list stands among those of its authority: by its number, and by its date.
struct ListPosition: Sendable, Hashable {
  /// cRLNumber, big-endian without leading zeros (RFC 5280, clause 5.2.3).
  let number: [UInt8]
  let thisUpdate: Timestamp

  /// Whether a list here, after one at `other`, would be a rollback (attack case HN-13).
  func isBehind(_ other: ListPosition) -> Bool {
    Self.precedes(number, other.number) || thisUpdate < other.thisUpdate
  }

  /// The later of each of the two.
  func merged(with other: ListPosition) -> ListPosition {
    ListPosition(
      number: Self.precedes(number, other.number) ? other.number : number,
      thisUpdate: max(thisUpdate, other.thisUpdate))
  }

  /// Order of big-endian numbers without leading zeros.
  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count ? left.lexicographicallyPrecedes(right) : left.count < right.count
  }
}
