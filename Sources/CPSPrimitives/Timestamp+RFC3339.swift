extension Timestamp {
  /// The moment as RFC 3339 in UTC, with seconds and no fraction: `2026-11-21T19:10:00Z`.
  public var rfc3339: String {
    let seconds = secondsSince1970
    let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    let secondOfDay = seconds - day * 86_400
    let (year, month, dayOfMonth) = CivilDate.fromDays(day)
    let time = [secondOfDay / 3_600, secondOfDay / 60 % 60, secondOfDay % 60].map { Self.padded($0, 2) }
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(dayOfMonth, 2))"
      + "T\(time.joined(separator: ":"))Z"
  }

  /// Reads RFC 3339 in UTC (`2026-11-21T19:10:00Z`); nil for anything else, a fraction included.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20, bytes[4] == 0x2D, bytes[7] == 0x2D, bytes[10] == 0x54, bytes[13] == 0x3A,
      bytes[16] == 0x3A, bytes[19] == 0x5A
    else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      bytes[range].reduce(Int64?.some(0)) { sum, byte in
        guard let sum, (0x30...0x39).contains(byte) else { return nil }
        return sum * 10 + Int64(byte - 0x30)
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 60
    else { return nil }
    let days = CivilDate.toDays(year: year, month: month, day: day)
    guard CivilDate.fromDays(days) == (year, month, day) else { return nil }
    self.init(secondsSince1970: days * 86_400 + hour * 3_600 + minute * 60 + second)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
