public import CPSPrimitives

/// One unit that is to be counted under one key, within a window that slides.
public struct QuotaCharge: Sendable, Hashable {
  /// What is counted, for whom: SHA-256 over the quota's name, its dimension and whose value that is.
  public let key: [UInt8]
  /// What counts once: 32 bytes, the pseudonym of a person, or random for what counts every time.
  public let unit: [UInt8]
  /// How long a unit counts.
  public let window: Duration
  /// How many different units may count at once.
  public let limit: Int
  /// What lies before is not counted, since a person has confirmed it; nil to count the whole window.
  public let since: Timestamp?

  /// A charge.
  public init(key: [UInt8], unit: [UInt8], window: Duration, limit: Int, since: Timestamp? = nil) {
    self.key = key
    self.unit = unit
    self.window = window
    self.limit = limit
    self.since = since
  }

  /// What a store counts: units whose last moment is later than this one.
  public func edge(at now: Timestamp) -> Timestamp {
    let edge = now - window
    guard let since else { return edge }
    return max(edge, since - .milliseconds(1))
  }

  /// The same as a unit to give back, whenever it was counted.
  public var quotaUnit: QuotaUnit { QuotaUnit(key: key, unit: unit) }

  /// The same as a unit to give back, unless somebody has counted it after this moment.
  public func quotaUnit(countedAt moment: Timestamp) -> QuotaUnit {
    QuotaUnit(key: key, unit: unit, countedAt: moment)
  }
}
