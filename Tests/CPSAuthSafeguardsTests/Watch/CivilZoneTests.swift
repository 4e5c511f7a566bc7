import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct CivilZoneTests {
  private func moment(_ text: String) throws -> Timestamp { try #require(Timestamp(rfc3339: text)) }

  @Test(arguments: [
    ("2022-03-17T20:59:59Z", false), ("2022-03-17T21:00:00Z", true), ("2022-03-18T04:59:59Z", true),
    ("2022-03-18T05:00:00Z", false), ("2022-07-01T19:59:59Z", false), ("2022-07-01T20:00:00Z", true),
    ("2022-07-02T03:59:59Z", true), ("2022-07-02T04:00:00Z", false),
    // The night in which the clock goes forward, at 1:00 UTC: 6 o'clock is an hour earlier.
    ("2022-03-27T03:59:59Z", true), ("2022-03-27T04:00:00Z", false), ("2022-10-30T04:59:59Z", true),
    ("2022-10-30T05:00:00Z", false),
  ])
  func `the night of Paris is from 22 to 6, in summer too`(text: String, isNight: Bool) throws {
    #expect(WatchRules.standard.isNight(try moment(text)) == isNight)
  }

  @Test(arguments: [
    (CivilZone.reunion, "18/03/2022 01:30"), (.guadeloupe, "17/03/2022 17:30"), (.noumea, "18/03/2022 08:30"),
    (.tahiti, "17/03/2022 11:30"), (.utc, "17/03/2022 21:30"), (.paris, "17/03/2022 22:30"),
    (.mayotte, "18/03/2022 00:30"), (.cayenne, "17/03/2022 18:30"), (.martinique, "17/03/2022 17:30"),
  ])
  func `each zone has its own day and hour`(zone: CivilZone, text: String) throws {
    #expect(zone.text(of: try moment("2022-03-17T21:30:00Z")) == text)
  }

  @Test func `a night that ends before midnight is no night of the next day`() throws {
    var rules = WatchRules.standard
    rules.night = [1, 5]
    rules.zone = .utc
    #expect(rules.isNight(try moment("2022-03-17T01:00:00Z")))
    #expect(!rules.isNight(try moment("2022-03-17T05:00:00Z")))
    #expect(!rules.isNight(try moment("2022-03-17T23:00:00Z")))
  }

  @Test func `rules read back from what the log says of them`() throws {
    var rules = WatchRules.standard
    rules.zone = .reunion
    rules.night = [20, 5]
    rules.travelSeconds = 60
    rules.observed = WatchRules.Limits(nightActs: 1, failures: 2)
    #expect(WatchRules(facts: rules.facts) == rules)
    for fact in rules.facts.keys {
      var facts = rules.facts
      facts[fact] = nil
      #expect(WatchRules(facts: facts) == nil)
      facts[fact] = "?"
      #expect(WatchRules(facts: facts) == nil)
    }
  }
}
