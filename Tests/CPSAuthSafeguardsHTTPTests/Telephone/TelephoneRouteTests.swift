import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import TestSupport
import Testing

@Suite struct TelephoneRouteTests {
  private static let checks = "/cpsauth/telephone/checks"
  private static let details = "/cpsauth/telephone/details"
  private static let iban = "FR1420041010050500013M02606"

  private let service: TestService
  private let records: TelephoneRecords
  private let ring: TelephoneKeyRing
  private let renewal = BegunRenewals()

  init() throws {
    let key = try TelephoneKey(epoch: "e", try SecretBytes(copying: (0..<32).map { $0 }))
    let ring = try TelephoneKeyRing(key)
    let renewal = renewal
    var made: TelephoneRecords?
    service = try TestService { parts in
      let records = TelephoneRecords(
        in: parts.store, sealedBy: parts.secret, auditLog: parts.auditLog, clock: parts.clock)
      made = records
      let desk = TelephoneDesk(
        of: records, countingIn: parts.store, auditLog: parts.auditLog, clock: parts.clock,
        random: parts.random)
      let telephone = TelephoneService(
        gate: parts.gate, desk: desk, records: records, ring: ring,
        owners: OneOwner(identifier: "899900123011", account: "pharmacie-42"), renewal: renewal)
      return TestServiceMounts { _, members in parts.front.mountTelephone(telephone, on: members) }
    }
    records = try #require(made)
    self.ring = ring
    service.gate.policy = try Policy(
      version: "telephone",
      rules: [
        PolicyRule(
          name: "help desk", effect: .allow, functions: .named([TelephoneCheck.name]),
          holders: .accounts([try AccountName("pharmacie-demonstration")])),
        PolicyRule(
          name: "look-up", effect: .allow, functions: .named(["infopatient.lookup"]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician]))),
        PolicyRule(
          name: "professionals", effect: .allow,
          functions: .named([TelephoneRegistration.name, TelephoneDelegation.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician, .pharmacist]))),
        PolicyRule(
          name: "administrators", effect: .allow,
          functions: .named([TelephoneInspection.name, TelephoneRemoval.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.nurse]))),
      ])
  }

  private func register(_ account: String, _ characters: String = "13M02") async throws {
    let claim = try ring.claim(of: try BankCharacters(characters), for: try AccountName(account))
    try await records.register([claim], by: AuditActor(hostOperator: "test"))
  }

  private func body(
    _ characters: String, account: String = "pharmacie-42", caller: String = #"{"role":"professional"}"#,
    _ more: String = ""
  ) -> String {
    #"{"schema":1,"account":"\#(account)","characters":"\#(characters)","caller":\#(caller)\#(more)}"#
  }

  private func agent() async throws -> (station: TestWorkstation, token: String) {
    let station = try service.workstation()
    return (station, try await station.accountToken())
  }

  private func card(_ name: String) async throws -> (station: TestWorkstation, token: String) {
    let station = try service.workstation()
    return (station, try await station.cardToken(FixtureCard(name)))
  }

  @Test func `an agent has a caller confirmed, and learns for whom they speak`() async throws {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    let right = try await station.send("POST", Self.checks, body("13m02"), token: token)
    #expect(right.status == 200)
    let answer = try right.json()
    #expect(answer["confirmed"] as? Bool == true)
    #expect(answer["speaks_for"] as? String == "pharmacie-42")
    #expect(answer["renewal_started"] as? Bool == false)
    #expect(answer["schema"] as? Int == 1)
    #expect(await renewal.accounts == [])
    let events = try await service.auditEvents().suffix(3)
    #expect(events.map(\.kind) == [.decision, .measure, .outcome])
    #expect(events.first?.function == TelephoneCheck.name)
    #expect(events.last?.disclosed == ["confirmation"])
    #expect(events.allSatisfy { $0.actor?.account == "pharmacie-demonstration" })
  }

  @Test func `wrong characters and an unknown account have the same answer, which says nothing more`()
    async throws
  {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    let wrong = try await station.send("POST", Self.checks, body("13M03"), token: token)
    let unknown = try await station.send("POST", Self.checks, body("13M03", account: "nobody"), token: token)
    #expect(wrong.status == 200)
    #expect(wrong.body == unknown.body)
    #expect(
      String(decoding: wrong.body, as: UTF8.self)
        == #"{"confirmed":false,"renewal_started":false,"schema":1}"#)
    let events = try await service.auditEvents()
    #expect(events.last?.outcome == .notFound)
  }

  @Test func `nobody checks but whom the policy names, with a card neither`() async throws {
    try await register("pharmacie-42")
    let (station, token) = try await card("physician")
    #expect(try await station.send("POST", Self.checks, body("13M02"), token: token).code == "gate.denied")
    let stranger = try service.workstation()
    #expect(try await stranger.send("POST", Self.checks, body("13M02")).status == 401)
    // What the gate refused was not tried.
    let (desk, other) = try await agent()
    for _ in 0..<3 {
      #expect(try await desk.send("POST", Self.checks, body("13M02"), token: other).status == 200)
    }
  }

  @Test func `the function has no other way in`() async throws {
    let (station, token) = try await agent()
    let answer = try await station.send(
      "POST", "/functions/telephone.check", #"{"schema":1,"subject":"pharmacie-42"}"#, token: token)
    #expect(answer.status == 404)
  }

  @Test func `the fourth check of a day is refused with the time to wait`() async throws {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    for _ in 0..<3 { _ = try await station.send("POST", Self.checks, body("13M03"), token: token) }
    let refused = try await station.send("POST", Self.checks, body("13M02"), token: token)
    #expect(refused.status == 429)
    #expect(refused.code == "telephone.attempts-exceeded")
    #expect(refused.header("Retry-After") == "86400")
    let events = try await service.auditEvents()
    #expect(
      events.filter { $0.kind == .alarm }.map { $0.facts["limit"] } == ["account-failures", "account-day"])
    #expect(events.last?.outcome == .failed)
  }

  @Test func `a confirmation starts a renewal where that is asked for, and a failed check never`()
    async throws
  {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    let renew = #","renew":true"#
    let wrong = try await station.send("POST", Self.checks, body("13M03", renew), token: token)
    #expect(try wrong.json()["renewal_started"] as? Bool == false)
    #expect(await renewal.accounts == [])
    let right = try await station.send("POST", Self.checks, body("13M02", renew), token: token)
    #expect(try right.json()["renewal_started"] as? Bool == true)
    #expect(await renewal.accounts == ["pharmacie-42 by pharmacie-demonstration"])
    #expect(try await service.auditEvents().last?.disclosed == ["confirmation", "renewal"])
    // Nothing in the answer that the agent could read out.
    #expect(Set(try right.json().keys) == ["schema", "confirmed", "speaks_for", "renewal_started"])
  }

  @Test func `a confirmation gives no session, and unblocks nothing`() async throws {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    let answer = try await station.send("POST", Self.checks, body("13M02"), token: token)
    #expect(answer.header("Set-Cookie") == nil)
    #expect(try answer.json()["token"] == nil)
    let sessions = await service.store.sessions(
      .holder("account:pharmacie-42"), afterTokenHash: nil, limit: 10)
    #expect(sessions.isEmpty)
    #expect(try await station.lookUp("208137512536476", token: token).code == "gate.card-required")
  }

  @Test(arguments: [
    (#""characters":"FR1420041010050500013M02606""#, "telephone.bank-details-whole"),
    (#""characters":"FR14 2004 1010 0505 0001 3M02 606""#, "telephone.bank-details-whole"),
    (#""characters":"1234""#, "telephone.characters-malformed"),
    (#""characters":"123456""#, "telephone.characters-malformed"),
    (#""characters":12345"#, "request.malformed"),
    (#""characters":"13M02","more":1"#, "request.malformed"),
  ])
  func `what is not five characters is refused before it counts, and in no entry`(
    member: String, code: String
  )
    async throws
  {
    try await register("pharmacie-42")
    let (station, token) = try await agent()
    let before = try await service.auditEvents().count
    let text = #"{"schema":1,"account":"pharmacie-42","caller":{"role":"professional"},\#(member)}"#
    for _ in 0..<4 {
      let answer = try await station.send("POST", Self.checks, text, token: token)
      #expect(answer.status == 400)
      #expect(answer.code == code)
      #expect(!String(decoding: answer.body, as: UTF8.self).contains("3M0"))
    }
    #expect(try await service.auditEvents().count == before)
    let logged = service.logLines.all
    #expect(!logged.contains("3M02"))
    #expect(try await station.send("POST", Self.checks, body("13M02"), token: token).status == 200)
  }

  @Test(arguments: [
    (#"{"role":"secretary"}"#, "telephone.caller-malformed"),
    (#"{"role":"boss","name":"Anne"}"#, "telephone.caller-malformed"),
    (#"{"role":"professional","name":"Anne"}"#, "telephone.caller-malformed"),
    (#"{"role":"secretary","name":"06 12 34 56 78"}"#, "telephone.caller-malformed"),
    (#"{"role":"secretary","name":"Anne","more":1}"#, "request.malformed"),
    (#""secretary""#, "request.malformed"),
    ("null", "request.malformed"),
  ])
  func `a caller who is not named as they must be is refused`(caller: String, code: String) async throws {
    let (station, token) = try await agent()
    let answer = try await station.send("POST", Self.checks, body("13M02", caller: caller), token: token)
    #expect(answer.code == code)
  }

  @Test func `bank details in the place of the account are refused`() async throws {
    let (station, token) = try await agent()
    let answer = try await station.send("POST", Self.checks, body("13M02", account: Self.iban), token: token)
    #expect(answer.code == "telephone.bank-details-whole")
  }

  @Test func `the owner registers with their card, and nobody for somebody else`() async throws {
    let (owner, token) = try await card("physician")
    let text = #"{"schema":1,"account":"pharmacie-42","characters":"00042"}"#
    let answer = try await owner.send("POST", Self.details, text, token: token)
    #expect(answer.status == 200)
    #expect(try answer.json()["registered"] as? Bool == true)
    let (other, otherToken) = try await card("pharmacist")
    #expect(try await other.send("POST", Self.details, text, token: otherToken).code == "telephone.not-owner")
    #expect(
      try await owner.send(
        "POST", Self.details, #"{"schema":1,"account":"pharmacie-43","characters":"00042"}"#, token: token
      ).code == "telephone.not-owner")
    #expect(
      try await owner.send(
        "POST", Self.details, #"{"schema":1,"account":"pharmacie-42","characters":"\#(Self.iban)"}"#,
        token: token
      ).code == "telephone.bank-details-whole")
    let (desk, agentToken) = try await agent()
    #expect(try await desk.send("POST", Self.details, text, token: agentToken).code == "gate.card-required")
    let check = try await desk.send("POST", Self.checks, body("00042"), token: agentToken)
    #expect(try check.json()["confirmed"] as? Bool == true)
  }

  @Test func `the owner declares delegates with their card, who then call`() async throws {
    try await register("pharmacie-42")
    let (owner, token) = try await card("physician")
    func order(_ text: String, _ station: TestWorkstation, _ token: String) async throws -> ServiceAnswer {
      try await station.send(
        "POST", "/functions/telephone.delegates", #"{"schema":1,"subject":"\#(text)"}"#, token: token)
    }
    let caller = #"{"role":"secretary","name":"Anne Martin"}"#
    let (desk, agentToken) = try await agent()
    let before = try await desk.send("POST", Self.checks, body("13M02", caller: caller), token: agentToken)
    #expect(try before.json()["confirmed"] as? Bool == false)
    let declared = try await order("declare;secretary;Anne Martin;pharmacie-42", owner, token)
    let delegates = (try declared.json()["answer"] as? [String: Any])?["delegates"] as? [[String: Any]]
    #expect(delegates?.first?["name"] as? String == "Anne Martin")
    let after = try await desk.send("POST", Self.checks, body("13M02", caller: caller), token: agentToken)
    #expect(try after.json()["speaks_for"] as? String == "pharmacie-42")
    let (other, otherToken) = try await card("pharmacist")
    #expect(
      try await order("declare;other;Léo;pharmacie-42", other, otherToken).code == "telephone.not-owner")
    #expect(try await order("list;pharmacie-42", other, otherToken).code == "telephone.not-owner")
    #expect(try await order("declare;other;Léo;pharmacie-42", desk, agentToken).code == "gate.card-required")
    #expect(try await order("nonsense", owner, token).code == "gate.subject-malformed")
  }

  @Test func `an administrator lists what is registered, without any of it, and removes it`() async throws {
    try await register("pharmacie-42")
    let (nurse, token) = try await card("nurse")
    let listed = try await nurse.send(
      "POST", "/functions/telephone.list", #"{"schema":1,"subject":"everyone"}"#, token: token)
    #expect(listed.status == 200)
    let text = String(decoding: listed.body, as: UTF8.self)
    #expect(text.contains(#""account":"pharmacie-42""#))
    #expect(!text.contains("code"))
    let remove = #"{"schema":1,"subject":"pharmacie-42"}"#
    for expected in [true, false] {
      let removed = try await nurse.send("POST", "/functions/telephone.remove", remove, token: token)
      #expect((try removed.json()["answer"] as? [String: Any])?["removed"] as? Bool == expected)
    }
    let (physician, other) = try await card("physician")
    #expect(
      try await physician.send("POST", "/functions/telephone.remove", remove, token: other).code
        == "gate.denied")
  }
}

/// One professional with one account.
private struct OneOwner: AccountOwnership {
  let identifier: String
  let account: String

  func isOwner(_ professional: NationalIdentifier, of account: AccountName) async throws(CPSError) -> Bool {
    professional.text == identifier && account.text == self.account
  }
}

/// Writes down what it would begin.
private actor BegunRenewals: CredentialRenewal {
  private(set) var accounts: [String] = []

  func begin(
    for account: AccountName, startedBy actor: AuditActor, because reason: String
  ) async throws(CPSError) {
    accounts.append("\(account.text) by \(actor.account ?? "?")")
  }
}
