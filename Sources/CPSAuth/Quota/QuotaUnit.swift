/// One thing that counts once under one key, such as one person looked up by one professional.
public struct QuotaUnit: Sendable, Hashable {
  /// What is counted, for whom: 32 bytes.
  public let key: [UInt8]
  /// The thing: 32 bytes, a pseudonym or random.
  public let unit: [UInt8]

  /// A unit.
  public init(key: [UInt8], unit: [UInt8]) {
    self.key = key
    self.unit = unit
  }
}
