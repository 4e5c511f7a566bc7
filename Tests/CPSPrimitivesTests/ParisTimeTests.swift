import CPSPrimitives
import Foundation
import Testing

@Suite struct ParisTimeTests {
  @Test(arguments: [
    ("2022-03-12T22:59:59Z", "12 mars 2022"), ("2022-03-12T23:00:00Z", "13 mars 2022"),
    ("2022-07-31T21:59:59Z", "31 juillet 2022"), ("2022-07-31T22:00:00Z", "1er août 2022"),
    ("2021-12-31T23:00:00Z", "1er janvier 2022"), ("2024-02-28T23:30:00Z", "29 février 2024"),
  ])
  func `a day in Paris begins and ends there`(moment: String, day: String) throws {
    #expect(try #require(Timestamp(rfc3339: moment)).parisDay == day)
  }

  @Test(arguments: [
    ("2022-03-27T00:59:59Z", 3_600), ("2022-03-27T01:00:00Z", 7_200),
    ("2022-10-30T00:59:59Z", 7_200), ("2022-10-30T01:00:00Z", 3_600),
    ("2026-03-29T01:00:00Z", 7_200), ("2026-10-25T01:00:00Z", 3_600),
  ])
  func `summer begins and ends on the last Sunday at one o'clock`(moment: String, offset: Int64) throws {
    #expect(try #require(Timestamp(rfc3339: moment)).parisOffset == offset)
  }

  /// The system's table of time zones, at every day of forty years and around each change.
  @Test func `the offset is that of the system's table`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Paris"))
    for hour in stride(from: Int64(852_076_800), to: 852_076_800 + 40 * 366 * 86_400, by: 3_600 * 11) {
      let expected = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(hour)))
      guard Timestamp(secondsSince1970: hour).parisOffset == Int64(expected) else {
        Issue.record("\(hour): \(expected)")
        return
      }
    }
  }
}
