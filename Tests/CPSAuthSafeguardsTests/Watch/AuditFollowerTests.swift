import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct AuditFollowerTests {
  private let scene: WatchScene
  private let follower: AuditFollower

  init() throws {
    scene = try WatchScene()
    follower = scene.follower()
  }

  private func follow() async throws -> [String] {
    #expect(await follower.round().isEmpty)
    return try await scene.alarms()
  }

  @Test func `a holder who does what they always do raises nothing`() async throws {
    try await scene.settle(follower)
    for _ in 0..<20 { try await scene.login(after: .seconds(700)) }
    for _ in 0..<180 { try await scene.act() }
    #expect(try await follow() == [])
    #expect(try await scene.findings() == [])
  }

  @Test func `a network never seen is one alarm, with its reason, and then known`() async throws {
    try await scene.settle(follower)
    let entry = try await scene.login(from: WatchScene.away)
    try await scene.login(from: WatchScene.away)
    #expect(try await follow() == ["watch.new-network"])
    let alarm = try #require(try await scene.entries().last { $0.event.kind == .alarm }?.event)
    #expect(alarm.decision == entry)
    #expect(alarm.actor?.account == "a")
    #expect(alarm.network == WatchScene.away)
    #expect(alarm.facts == ["known-networks": "1"])
  }

  @Test func `what was before the watch came into force is learnt, not blamed`() async throws {
    try await scene.login()
    try await scene.login(from: WatchScene.away)
    for _ in 0..<9 { try await scene.fail() }
    #expect(try await follow() == [])
    try await scene.login(from: WatchScene.away)
    #expect(try await follow() == [])
    #expect(try await scene.findings() == [])
  }

  @Test func `a new workstation says something only of those whose workstations come back`() async throws {
    try await scene.settle(follower)
    for number in 0..<9 { try await scene.login(WatchScene.card("8997"), at: "fresh \(number)") }
    #expect(try await follow() == [])
    let entry = try await scene.login(at: "other")
    #expect(try await follow() == ["watch.new-workstation"])
    #expect(try await scene.entries().last { $0.event.kind == .alarm }?.event.decision == entry)
  }

  @Test(arguments: [(899, 1), (900, 0)])
  func `two networks within a quarter of an hour are two places`(seconds: Int, count: Int) async throws {
    try await scene.settle(follower)
    try await scene.login(from: WatchScene.away, after: .seconds(seconds))
    #expect(try await follow().count { $0 == "watch.two-places" } == count)
  }

  @Test func `a network that is known for a week is no other place, and the first minutes make one alarm`()
    async throws
  {
    try await scene.settle(follower)
    for _ in 0..<4 {
      try await scene.login(from: WatchScene.away, after: .seconds(60))
      try await scene.login(after: .seconds(60))
    }
    #expect(try await follow() == ["watch.new-network", "watch.two-places"])
    scene.clock.advance(by: .seconds(8 * 86_400))
    try await scene.login(after: .zero)
    try await scene.login(from: WatchScene.away, after: .seconds(60))
    #expect(try await follow().count == 2)
  }

  @Test func `five refused log-ins in ten minutes are a burst, told once`() async throws {
    try await scene.settle(follower)
    for _ in 0..<4 { try await scene.fail() }
    #expect(try await follow() == [])
    for _ in 0..<20 { try await scene.fail() }
    #expect(try await follow() == ["watch.failure-burst"])
    for _ in 0..<20 { try await scene.fail(after: .seconds(151)) }
    #expect(try await follow() == ["watch.failure-burst"])
  }

  @Test func `sixty acts in an hour of the night are work, one more is an alarm`() async throws {
    try await scene.settle(follower)
    // To 23 o'clock.
    scene.clock.advance(by: .seconds(7 * 3_600))
    for _ in 0..<60 { try await scene.act() }
    try await scene.act(allowed: false)
    #expect(try await follow() == [])
    for _ in 0..<100 { try await scene.act() }
    #expect(try await follow() == ["watch.night-burst"])
    scene.clock.advance(by: .seconds(10 * 3_600))
    for _ in 0..<100 { try await scene.act() }
    #expect(try await follow() == ["watch.night-burst"])
  }

  @Test(arguments: [(182, 0), (183, 1)])
  func `who comes back after half a year is told of`(days: Int, count: Int) async throws {
    try await scene.settle(follower)
    try await scene.login(after: .seconds(days * 86_400))
    #expect(try await follow() == [String](repeating: "watch.dormant", count: count))
    try await scene.login(from: WatchScene.away)
    #expect(try await follow().last == "watch.new-network")
  }

  @Test func `under observation everything counts sooner, until it ends`() async throws {
    try await scene.settle(follower)
    let host = AuditActor(hostOperator: "root")
    let holder = try HolderName("account:a")
    let until = scene.clock.now() + .seconds(86_400)
    _ = try await scene.observations.add(
      ObservationOrder(holder, until: until, because: AccessReason("list of 19")), by: host)
    for _ in 0..<3 { try await scene.fail() }
    #expect(try await follow() == ["watch.failure-burst"])
    let alarm = try #require(try await scene.entries().last { $0.event.kind == .alarm }?.event)
    #expect(alarm.facts["observed"] == "yes")
    #expect(alarm.facts["limit"] == "3")
    scene.clock.advance(by: .seconds(86_400))
    for _ in 0..<4 { try await scene.fail() }
    #expect(try await follow().count == 1)
    #expect(try await scene.observations.all().isEmpty)
    #expect(try await scene.findings().map(\.verdict) == [.confirmed])
  }

  @Test func `an observation that is ended is ended, and one that is not there cannot be`() async throws {
    try await scene.settle(follower)
    let host = AuditActor(hostOperator: "root")
    let holder = try HolderName("account:a")
    let order = try ObservationOrder(
      holder, until: scene.clock.now() + .seconds(86_400), because: AccessReason("list of 19"))
    _ = try await scene.observations.add(order, by: host)
    #expect(try await scene.observations.remove(holder, by: host).reason == "list of 19")
    for _ in 0..<4 { try await scene.fail() }
    #expect(try await follow() == [])
    await #expect(throws: CPSError(.watchUnknown)) { try await scene.observations.remove(holder, by: host) }
    for life in [Duration.zero, .seconds(-1), ObservationOrder.longestLife + .seconds(1)] {
      await #expect(throws: CPSError(.watchOrderInvalid)) {
        try await scene.observations.add(
          ObservationOrder(holder, until: scene.clock.now() + life, because: AccessReason("why")), by: host)
      }
    }
  }

  @Test(arguments: [
    "", "account:a", "account:a;2022-04-01T00:00:00Z", "a;2022-04-01T00:00:00Z;why", "account:a;tomorrow;why",
    "account:a;2022-04-01T00:00:00Z;", "account:a;2022-04-01T00:00:00Z;2081375125364 76",
  ])
  func `an observation that cannot be meant is refused`(text: String) {
    #expect(throws: CPSError.self) { try ObservationOrder(text) }
  }

  @Test func `nobody known, and the operator of a host, are nobody's log-ins`() async throws {
    try await scene.settle(follower)
    for _ in 0..<30 { try await scene.fail(AuditActor(hostOperator: "root")) }
    await scene.auditLog.note(CPSError(.proofMalformed))
    #expect(try await follow() == [])
  }

  @Test func `a page that was read and not remembered is read again, and raises nothing twice`() async throws
  {
    try await scene.settle(follower)
    try await scene.login(from: WatchScene.away)
    let broken = scene.follower(over: FailingApply(scene.store))
    #expect(await broken.round().map(\.diagnostic) == [.storeUnavailable])
    #expect(try await scene.alarms() == ["watch.new-network"])
    #expect(try await follow() == ["watch.new-network"])
    #expect(try await scene.findings().map(\.verdict) == [.confirmed])
  }

  @Test func `many followers raise each alarm once`() async throws {
    try await scene.settle(follower)
    for number in 0..<20 { try await scene.login(from: "10.0.\(number).0/24") }
    let followers = (0..<4).map { _ in scene.follower() }
    await withTaskGroup(of: Void.self) { group in
      for follower in followers { group.addTask { _ = await follower.round() } }
    }
    #expect(try await follow() == [String](repeating: "watch.new-network", count: 20))
    #expect(try await scene.findings().allSatisfy { $0.verdict == .confirmed })
  }

  @Test
  func `what failed without ever a log-in is forgotten, and known networks are no more than a person has`()
    async throws
  {
    try await scene.settle(follower)
    for number in 0..<40 { try await scene.fail(WatchScene.actor("nobody \(number)")) }
    for number in 0..<40 { try await scene.login(from: "10.0.\(number).0/24") }
    _ = try await follow()
    // Their ten minutes are over.
    #expect(await scene.store.records("watch-history", group: "stranger", afterName: nil, limit: 100).isEmpty)
    for number in 0..<40 { try await scene.fail(WatchScene.actor("nobody \(number)")) }
    _ = try await follow()
    #expect(
      await scene.store.records("watch-history", group: "stranger", afterName: nil, limit: 100).count == 40)
    let own = try #require(await scene.store.record("watch-history", named: "account:a"))
    #expect(own.content.count < 8_192)
  }
}
