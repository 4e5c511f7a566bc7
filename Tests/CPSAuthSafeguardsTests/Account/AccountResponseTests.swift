import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SafeguardChecks
import Testing

@Suite struct AccountResponseTests {
  private let scene: AccountScene

  init() throws {
    scene = try AccountScene(over: MemoryStore(environment: .synthetic, random: SystemRandomSource()))
  }

  private func respond(_ names: String...) async throws -> AccountResponse.Answer {
    let incident = try AccountIncident(
      in: AccountList(names.map { try AccountReference($0) }), from: scene.clock.now() - .seconds(3_600))
    return try await scene.desk.respond(to: incident, by: AccountScene.officer, because: "intrusion of today")
  }

  /// Has an account show a person.
  private func show(_ person: String, by account: String) async throws {
    let key = try AuditKey(epoch: "check", try SecretBytes(copying: Array(repeating: 7, count: 31) + [8]))
    var decision = AuditEvent(.decision)
    decision.actor = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
    decision.function = "infopatient.lookup"
    decision.isAllowed = true
    decision.subject = try key.pseudonym(of: person)
    let sequence = try await scene.auditLog.record(decision).sequence
    var outcome = AuditEvent(.outcome)
    outcome.decision = sequence
    outcome.outcome = .found
    outcome.disclosed = ["identity"]
    try await scene.auditLog.record(outcome)
  }

  @Test func `sessions end, passwords are worth nothing, and the exposed are counted`() async throws {
    for name in ["pharmacie", "cabinet", "other"] {
      try await scene.begin(name)
      _ = try await scene.logIn(name)
    }
    for person in 0..<7 { try await show("person \(person)", by: "pharmacie") }
    for person in 5..<9 { try await show("person \(person)", by: "cabinet") }
    try await show("person 100", by: "other")

    let answer = try await respond("pharmacie", "CABINET@mail.example", "nobody", "nobody@mail.example")
    #expect(answer.accounts.changed == 2)
    #expect(answer.accounts.unknown == ["nobody", "nobody@mail.example"])
    #expect(answer.sessionsEnded == 2)
    #expect(answer.exposure?.persons == 9)
    #expect(answer.exposure?.accesses == 11)
    for name in ["pharmacie", "cabinet"] {
      #expect(try await scene.sessionCount(name) == 0)
      #expect(try await scene.result(name) == "no ticket")
    }
    #expect(try await scene.sessionCount("other") == 1)
    #expect(try await scene.result("other") == "opened")
    let flags = try await scene.events(.measure).filter { $0.facts["measure"] == "account-flagged" }
    #expect(flags.map(\.facts["account"]).compactMap { $0 }.sorted() == ["cabinet", "pharmacie"])
    #expect(flags.allSatisfy { $0.facts["grade"] == "compromised" && $0.reason == "intrusion of today" })
    #expect(flags.allSatisfy { $0.actor?.hostOperator == "officer" })
  }

  @Test
  func `what an account shows while others are dealt with counts, and what is over ends when it is said`()
    async throws
  {
    try await scene.begin("pharmacie")
    let began = scene.clock.now()
    // As when hundreds of accounts stand before this one in the list.
    let incident = try AccountIncident(in: scene.list("nobody", "pharmacie"), from: began - .seconds(60))
    scene.clock.advance(by: .milliseconds(1_999))
    try await show("person 1", by: "pharmacie")
    let answer = try await scene.desk.respond(to: incident, by: AccountScene.officer, because: "intrusion")
    #expect(answer.exposure?.persons == 1)
    let scope = try #require(answer.exposure?.scope)
    #expect(try ExposureScope(scope.canonicalText) == scope)
    let over = try AccountIncident(
      in: scene.list("pharmacie"), from: began - .seconds(60), until: began + .seconds(1))
    #expect(
      try await scene.desk.respond(to: over, by: AccountScene.officer, because: nil).exposure?.persons == 0)
    let early = try AccountIncident(in: scene.list("pharmacie"), from: scene.clock.now() + .seconds(1))
    await #expect(throws: CPSError(.exposureScopeInvalid)) {
      try await scene.desk.respond(to: early, by: AccountScene.officer, because: nil)
    }
  }

  @Test func `running it twice is harmless and says what was done already`() async throws {
    try await scene.begin("pharmacie")
    _ = try await scene.logIn("pharmacie")
    _ = try await respond("pharmacie")
    let again = try await respond("pharmacie", "pharmacie@mail.example")
    #expect(again.accounts.changed == 0)
    #expect(again.accounts.unchanged == 1)
    #expect(again.sessionsEnded == 0)
    #expect(again.exposure?.persons == 0)
    #expect(try await scene.events(.measure).filter { $0.facts["measure"] == "account-flagged" }.count == 1)
    #expect(try await scene.events(.sessionEnded).count == 1)
  }

  @Test func `a list of nobody changes nothing and exposes nobody`() async throws {
    let answer = try await respond("nobody")
    #expect(answer.accounts.unknown == ["nobody"])
    #expect(answer.exposure == nil)
    #expect(AccountResponse.disclosed(by: answer).isEmpty)
  }

  @Test func `the graver flag stays, and a session that opens meanwhile ends`() async throws {
    try await scene.begin("pharmacie")
    _ = try await respond("pharmacie")
    let changes = try await scene.desk.flag(
      try scene.list("pharmacie"), by: AccountScene.officer, because: "list")
    #expect(changes.changed == 0)
    #expect(try await scene.result("pharmacie") == "no ticket")
    let cleared = try await scene.desk.clear(
      try scene.list("pharmacie", "nobody"), by: AccountScene.officer)
    #expect(cleared.changed == 1)
    #expect(cleared.unknown == ["nobody"])
    #expect(try await scene.result("pharmacie") == "opened")
  }

  @Test func `no session outlives a response that comes while it is opened`() async throws {
    try await scene.begin("pharmacie")
    for _ in 0..<20 {
      _ = try await scene.desk.clear(try scene.list("pharmacie"), by: AccountScene.officer)
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { _ = try? await scene.result("pharmacie") } }
        group.addTask { _ = try? await respond("pharmacie") }
      }
      #expect(try await scene.sessionCount("pharmacie") == 0)
      scene.clock.advance(by: .seconds(1_000))
    }
  }

  @Test(arguments: [
    "", "pharmacie", "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z",
    "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;", "2022-03-18T00:00:00Z/2022-03-01T00:00:00Z;a",
    "2022-03-01T00:00:00Z;a", "yesterday/today;a", "now/now;a", "now/2022-03-01T00:00:00Z;a",
    "2022-03-01T00:00:00Z/;a", "2022-03-01T00:00:00Z/NOW;a", "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;a;;b",
    "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;a\u{7}b",
  ])
  func `an incident that could be misread is refused`(text: String) {
    #expect(throws: CPSError.self) { try AccountIncident(text) }
  }

  @Test func `the text of an incident is read as it is written`() throws {
    let incident = try AccountIncident(
      "2022-03-01T00:00:00Z/2022-03-18T00:00:00Z;pharmacie-42;someone@mail.example;pharmacie-42")
    #expect(incident.list.references.map(\.text) == ["pharmacie-42", "someone@mail.example"])
    #expect(try AccountIncident(incident.canonicalText) == incident)
    let open = try AccountIncident("2022-03-01T00:00:00Z/now;pharmacie-42")
    #expect(open.until == nil && open.canonicalText == "2022-03-01T00:00:00Z/now;pharmacie-42")
  }

  @Test func `accounts are shown by what they are worth, without an address`() async throws {
    try await scene.begin("pharmacie")
    try await scene.add("new")
    _ = try await scene.desk.flag(try scene.list("pharmacie"), by: AccountScene.officer, because: "list")
    let all = try await scene.desk.accounts(AccountSelector("everyone"))
    #expect(all.accounts.map(\.state) == [.new, .exposed])
    #expect(all.isComplete)
    let exposed = try await scene.desk.accounts(AccountSelector("state:exposed"))
    #expect(exposed.accounts.map(\.name) == ["pharmacie"])
    let text = String(decoding: try ProtocolJSON.encode(exposed), as: UTF8.self)
    #expect(!text.contains("@"))
    let named = try await scene.desk.accounts(AccountSelector("new;nobody;new@mail.example"))
    #expect(named.accounts.map(\.name) == ["new"])
    #expect(named.unknown == ["nobody"])
    for wrong in ["", "state:", "state:gone", "a;;b"] {
      #expect(throws: CPSError(.accountListInvalid), "\(wrong)") { try AccountSelector(wrong) }
    }
  }
}
