import CPSPrimitives
import Testing

@Suite struct TimestampTests {
  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
    (2_003_183_999, "2033-06-23T23:59:59Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
  ])
  func writesAndReadsRFC3339(seconds: Int64, text: String) {
    #expect(Timestamp(secondsSince1970: seconds).rfc3339 == text)
    #expect(Timestamp(rfc3339: text) == Timestamp(secondsSince1970: seconds))
  }

  @Test(arguments: [
    "", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00Z",
    "2026-01-01T00:00:00", "2026-01-01T00:00:00+01:00", "2026-01-01T00:00:60Z", "x026-01-01T00:00:00Z",
  ])
  func refusesWhatIsNotADateInUTC(text: String) { #expect(Timestamp(rfc3339: text) == nil) }

  @Test func arithmeticSaturatesInsteadOfTrapping() {
    let end = Timestamp(millisecondsSince1970: .max)
    #expect(end + .seconds(1) == end)
    #expect(Timestamp(millisecondsSince1970: .min) - .seconds(1) == Timestamp(millisecondsSince1970: .min))
    #expect(Timestamp(secondsSince1970: .max) == end)
    #expect(Timestamp(secondsSince1970: 5) - Timestamp(secondsSince1970: 3) == .seconds(2))
  }

  @Test(arguments: [
    (Duration.zero, 0), (.milliseconds(1), 1), (.milliseconds(1_000), 1), (.milliseconds(1_001), 2),
    (.milliseconds(-1), 0), (.milliseconds(-1_000), -1), (.milliseconds(Int64.max), 9_223_372_036_854_776),
    (.milliseconds(Int64.min), -9_223_372_036_854_775),
  ])
  func secondsAreRoundedUpAtTheEndsOfTheRangeToo(span: Duration, seconds: Int) {
    #expect(span.secondsRoundedUp == Int64(seconds))
  }
}
