import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct WatchRecountTests {
  private let scene: WatchScene
  private let follower: AuditFollower

  init() throws {
    scene = try WatchScene()
    follower = scene.follower()
  }

  /// Entries with one of them, and all after it, as a test wants them; numbers stay.
  private func recount(_ entries: [AuditEntry]) -> [WatchFinding] {
    var recount = WatchRecount()
    for entry in entries { recount.add(entry) }
    return recount.findings()
  }

  private func busyLog() async throws -> [AuditEntry] {
    try await scene.settle(follower)
    try await scene.login(from: WatchScene.away, after: .seconds(60))
    for _ in 0..<7 { try await scene.fail() }
    try await scene.login(at: "other")
    #expect(await follower.round().isEmpty)
    scene.clock.advance(by: .seconds(3_600))
    try await scene.login()
    return try await scene.entries()
  }

  @Test func `the alarms of a log are confirmed by the log alone`() async throws {
    let found = recount(try await busyLog())
    #expect(
      found.map(\.code) == [
        "watch.new-network", "watch.two-places", "watch.failure-burst", "watch.new-workstation",
      ])
    #expect(found.allSatisfy { $0.verdict == .confirmed && $0.recorded == $0.recomputed && $0.isRight })
  }

  @Test func `an alarm that was kept out is missing`() async throws {
    let log = try await busyLog()
    let kept = log.filter { $0.event.diagnostic != "watch.two-places" }
    let wrong = recount(kept).filter { !$0.isRight }
    #expect(wrong.map(\.verdict) == [.missing])
    #expect(wrong.map(\.code) == ["watch.two-places"])
    #expect(wrong.first?.recomputed["other-network"] == WatchScene.home)
  }

  @Test
  func `an alarm that was put in is unfounded, one put in twice repeated, one with another reason differs`()
    async throws
  {
    let log = try await busyLog()
    let place = try #require(log.firstIndex { $0.event.diagnostic == "watch.new-network" })
    let alarm = log[place]
    var event = alarm.event
    event.decision = 2
    let strange = AuditEntry(
      sequence: alarm.sequence, time: alarm.time, environment: alarm.environment, event: event)
    #expect(recount(log + [strange]).filter { !$0.isRight }.map(\.verdict) == [.unfounded])
    #expect(recount(log + [alarm]).filter { !$0.isRight }.map(\.verdict) == [.repeated])
    event = alarm.event
    event.facts["known-networks"] = "7"
    var other = log
    other[place] = AuditEntry(
      sequence: alarm.sequence, time: alarm.time, environment: alarm.environment, event: event)
    #expect(recount(other).filter { !$0.isRight }.map(\.verdict) == [.differs])
  }

  @Test func `what the watch had no time for yet is not missing`() async throws {
    try await scene.settle(follower)
    try await scene.login(from: WatchScene.away)
    #expect(try await scene.findings() == [])
    scene.clock.advance(by: WatchRecount.delay)
    try await scene.fail()
    #expect(try await scene.findings().map(\.verdict) == [.missing])
  }

  @Test
  func `of a log that was cut nobody is blamed for what it does not show, and all that it does is computed`()
    async throws
  {
    let log = try await busyLog()
    let cut = recount(Array(log.dropFirst(4)))
    #expect(!cut.isEmpty)
    #expect(cut.allSatisfy { $0.verdict == .notCovered || $0.verdict == .confirmed })
    // Long enough after the cut everything is computed again, and what is missing has a name.
    var day = 0
    while day < 200 {
      try await scene.login(after: .seconds(5 * 86_400))
      #expect(await follower.round().isEmpty)
      day += 5
    }
    try await scene.login(from: "203.0.113.0/24")
    #expect(await follower.round().isEmpty)
    scene.clock.advance(by: .seconds(86_400))
    try await scene.login()
    // A log that is cut has the rules, since they are written down again.
    let long = try await scene.entries()
    let late = Array(long.drop { $0.sequence < 12 })
    let last = try #require(recount(late).last)
    #expect(last.code == "watch.new-network")
    #expect(last.verdict == .confirmed)
    let without = late.filter { $0.event.decision != last.entry }
    #expect(recount(without).filter { !$0.isRight }.map(\.verdict) == [.missing])
  }

  @Test func `rules of another time are judged by themselves`() async throws {
    _ = try await busyLog()
    var strict = WatchRules.standard
    strict.usual = WatchRules.Limits(nightActs: 1, failures: 2)
    let second = scene.follower(by: strict)
    try await scene.login()
    #expect(await second.round().isEmpty)
    scene.clock.advance(by: .seconds(3_600))
    for _ in 0..<2 { try await scene.fail() }
    #expect(await second.round().isEmpty)
    let found = try await scene.findings()
    #expect(found.last?.recorded["limit"] == "2")
    #expect(found.allSatisfy { $0.verdict == .confirmed })
  }
}
