import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct LoginNotifierTests {
  private let scene: WatchScene
  private let follower: AuditFollower
  private let transport = RecordingNoticeTransport()
  private let host = AuditActor(hostOperator: "root")

  init() throws {
    scene = try WatchScene()
    follower = scene.follower()
  }

  private func taken() async throws -> [NoticeMessage] {
    #expect(await follower.round().isEmpty)
    let composer = try NoticeComposer(
      from: MailAddress("cpsauth@service.example"), service: "https://service.example", help: "01 02 03 04 05"
    )
    _ = await NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: transport, auditLog: scene.auditLog, clock: scene.clock
    ).round()
    return transport.taken
  }

  private func set(_ roll: String) async throws {
    _ = try await scene.contacts.set(ContactRoll(roll), by: host)
  }

  @Test func `an account is told of each log-in: when, with what, from where`() async throws {
    try await set("account:a;officine@example.fr")
    try await scene.settle(follower)
    try await scene.login(after: .seconds(60))
    let notices = try await taken()
    #expect(notices.count == 1)
    let text = try #require(notices.first?.body.french)
    #expect(text.contains("17/03/2022 16:01 (Europe/Paris)"))
    #expect(text.contains("compte et mot de passe"))
    #expect(text.contains("192.0.2.0/24"))
    #expect(text.contains("Poste : station"))
    #expect(text.contains("01 02 03 04 05"))
    try await scene.login(from: WatchScene.away)
    #expect(try await taken().last?.body.english.contains("Remark: network never seen") == true)
  }

  @Test func `forty card log-ins of a day are one message, and a network never seen is told at once`()
    async throws
  {
    let card = WatchScene.card("8997")
    try await set("person:8997;dr@example.fr")
    // As `cpsauth login` does: a key for each session.
    for number in 0..<5 { try await scene.login(card, at: "first \(number)") }
    #expect(try await taken().isEmpty)
    for number in 0..<40 { try await scene.login(card, at: "fresh \(number)", after: .seconds(300)) }
    #expect(try await taken().isEmpty)
    try await scene.login(card, from: WatchScene.away)
    #expect(try await taken().map(\.template) == ["login"])
    scene.clock.advance(by: .seconds(86_400))
    #expect(try await taken().map(\.template) == ["login", "login-digest"])
    let digest = try #require(transport.taken.last?.body.french)
    #expect(digest.contains("le 17/03/2022 : 40."))
    #expect(digest.split(separator: "\n").count { $0.contains("carte …2345") } == 40)
    #expect(!digest.contains("2600012345"))
    #expect(try await taken().count == 2)
  }

  @Test func `who has no contact, or wants none, is told nothing; nor is anybody of last week`() async throws
  {
    try await set("person:1;dr@example.fr;off\naccount:b;b@example.fr")
    try await scene.settle(follower)
    try await scene.login(WatchScene.card("1"))
    try await scene.login(WatchScene.card("2"))
    try await scene.login(WatchScene.actor("b"))
    scene.clock.advance(by: .seconds(3 * 86_400))
    #expect(try await taken().isEmpty)
  }

  @Test func `a digest of a day before leaves when the next day begins, whoever was awake`() async throws {
    let card = WatchScene.card("8997")
    try await set("person:8997;dr@example.fr")
    try await scene.settle(follower, card)
    try await scene.login(card)
    #expect(try await taken().isEmpty)
    try await scene.login(card, after: .seconds(20 * 3_600))
    #expect(try await taken().map(\.template) == ["login-digest"])
    #expect(transport.taken.first?.body.english.contains("on 17/03/2022: 1.") == true)
  }

  @Test func `what was not remembered tells nobody`() async throws {
    try await set("account:a;officine@example.fr")
    try await scene.settle(follower)
    try await scene.login()
    let broken = scene.follower(over: FailingApply(scene.store))
    #expect(await broken.round().count == 1)
    #expect(try await scene.outbox.waiting(atMost: 9) == 0)
    #expect(try await taken().count == 1)
    #expect(try await taken().count == 1)
  }
}
