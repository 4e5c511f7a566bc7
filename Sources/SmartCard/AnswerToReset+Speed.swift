/// How fast a card speaks, by TA1 (ISO/IEC 7816-3, clause 8.3).
extension AnswerToReset {
  /// Fi: clock cycles in an elementary time unit before the adjustment (table 7); nil where reserved.
  public var clockRateConversion: Int? { Self.clockRates[Int((interfaceByteTA1 ?? 0x11) >> 4)] }

  /// Di: the elementary time units in one of the default (table 8); nil where reserved.
  public var baudRateAdjustment: Int? { Self.adjustments[Int((interfaceByteTA1 ?? 0x11) & 0x0F)] }

  /// Bits a second at a clock of `frequency` Hz: D × f / F; nil where TA1 holds a reserved value.
  ///
  /// It is what the card offers: a reader may agree on less.
  public func bitsPerSecond(atClock frequency: Int) -> Int? {
    guard let conversion = clockRateConversion, let adjustment = baudRateAdjustment else { return nil }
    return frequency * adjustment / conversion
  }

  private static let clockRates: [Int?] = [
    372, 372, 558, 744, 1_116, 1_488, 1_860, nil, nil, 512, 768, 1_024, 1_536, 2_048, nil, nil,
  ]
  private static let adjustments: [Int?] = [
    nil, 1, 2, 4, 8, 16, 32, 64, 12, 20, nil, nil, nil, nil, nil, nil,
  ]
}
