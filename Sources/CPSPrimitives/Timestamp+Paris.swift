extension Timestamp {
  /// The day in Paris, as a letter writes it: `12 mars 2022`, and `1er avril 2022` for the first of a month.
  public var parisDay: String {
    let (year, month, day) = CivilDate.fromDays(Self.day(ofSecond: secondsSince1970 + parisOffset))
    return "\(day == 1 ? "1er" : "\(day)") \(Self.frenchMonths[Int(month) - 1]) \(year)"
  }

  /// What Paris is ahead of UTC by at this moment, in seconds: 7,200 from the last Sunday of March to the last Sunday of
  /// October, at 1:00 UTC both, else 3,600 (directive 2000/84/EC; in force since 1996, and taken for earlier years, too).
  public var parisOffset: Int64 {
    let second = secondsSince1970
    let year = CivilDate.fromDays(Self.day(ofSecond: second)).year
    let begin = Self.lastSunday(of: 3, year) * 86_400 + 3_600
    let end = Self.lastSunday(of: 10, year) * 86_400 + 3_600
    return (begin..<end).contains(second) ? 7_200 : 3_600
  }

  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
  ]

  private static func day(ofSecond second: Int64) -> Int64 {
    second >= 0 ? second / 86_400 : (second - 86_399) / 86_400
  }

  /// The last Sunday of a month of 31 days, in days since 1970-01-01, which was a Thursday.
  private static func lastSunday(of month: Int64, _ year: Int64) -> Int64 {
    let last = CivilDate.toDays(year: year, month: month, day: 31)
    return last - ((last + 4) % 7 + 7) % 7
  }
}
