public import CPSPrimitives

/// One thing that counts once under one key, such as one person looked up by one professional.
public struct QuotaUnit: Sendable, Hashable {
  /// What is counted, for whom: 32 bytes.
  public let key: [UInt8]
  /// The thing: 32 bytes, a pseudonym or random.
  public let unit: [UInt8]
  /// When it was counted, so that it stays where somebody has counted it again; nil for whenever that was.
  public let countedAt: Timestamp?

  /// A unit.
  public init(key: [UInt8], unit: [UInt8], countedAt: Timestamp? = nil) {
    self.key = key
    self.unit = unit
    self.countedAt = countedAt
  }
}
