internal import CPSPrimitives

/// Times as people write them in a configuration or on a command line: `90s`, `5m`, `4h`.
public enum DurationText {
  private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600]

  /// Reads a time: a decimal number without sign or leading zeros, and one of `s`, `m`, `h`; else nil.
  public static func parse(_ text: String) -> Duration? {
    guard let unit = text.last.flatMap({ units[$0] }) else { return nil }
    let digits = text.dropLast()
    guard let count = Int64(digits), String(count) == digits, count >= 0 else { return nil }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
    return overflow ? nil : .seconds(seconds)
  }

  /// Writes a time with the largest unit that leaves a whole number; fractions of a second are dropped.
  public static func format(_ duration: Duration) -> String {
    let seconds = duration.milliseconds / 1_000
    if seconds != 0, seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
    if seconds != 0, seconds % 60 == 0 { return "\(seconds / 60)m" }
    return "\(seconds)s"
  }
}
