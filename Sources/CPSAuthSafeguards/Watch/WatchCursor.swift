internal import CPSPrimitives

/// How far the watch has read the log: one record, moved in the same step as what was found is remembered.
struct WatchCursor: Sendable, Hashable, Codable {
  var schema = 1
  /// The number of the last entry that was read.
  var through: Int64 = 0
  /// The rules in force there; nil before the first.
  var rules: WatchRules?
  /// When they came into force.
  var rulesAt: Timestamp?
}
