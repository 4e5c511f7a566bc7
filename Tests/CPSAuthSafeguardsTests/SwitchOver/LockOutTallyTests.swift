import CPSAuth
import CPSAuthSafeguards
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@Suite struct LockOutTallyTests {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let date = noon + .seconds(30 * 86_400)
  private static let lookup: FunctionName = "infopatient.lookup"

  /// Accounts until the date, physicians with a fresh PIN always, nurses in an emergency.
  private static func policy() throws -> Policy {
    let physicians = CardCondition(types: [.cps], professions: [.physician])
    let nurses = CardCondition(types: [.cps], professions: [.nurse])
    let functions = PolicyFunctions.named([lookup])
    return try Policy(
      version: "next",
      rules: [
        PolicyRule(
          name: "accounts", effect: .allow, functions: functions, holders: .everyAccount,
          period: RulePeriod(until: date)),
        PolicyRule(
          name: "physicians", effect: .allow, functions: functions, holders: .card(physicians),
          demands: PolicyDemands(stepUp: .seconds(60))),
        PolicyRule(
          name: "emergency", effect: .allow, functions: functions, holders: .card(nurses),
          demands: PolicyDemands(needsReason: true), isBreakGlass: true),
      ])
  }

  private func entry(
    _ kind: AuditEvent.Kind = .decision, account: String? = nil, profession: String? = nil,
    at age: Int64 = 0, from workstation: String? = "w1", _ change: (inout AuditEvent) -> Void = { _ in }
  ) -> AuditEntry {
    var event = AuditEvent(kind)
    let isCard = profession != nil
    event.actor = AuditActor(
      nationalIdentifier: isCard ? "899900123011" : nil, cardNumber: isCard ? "2698000201" : nil,
      account: account, session: "s")
    event.function = Self.lookup
    event.isAllowed = true
    event.workstation = workstation
    if let profession { event.facts = ["card-type": "CPS", "profession": profession, "evidence": "proof"] }
    change(&event)
    return AuditEntry(
      sequence: 1, time: Self.noon - .seconds(age), environment: .synthetic, event: event)
  }

  private func tally(
    _ entries: [AuditEntry], at moment: Timestamp = date, since: Timestamp = noon - .seconds(3_600)
  ) throws -> LockOutTally {
    var tally = LockOutTally(under: try Self.policy(), at: moment, since: since)
    for entry in entries { tally.read(entry) }
    return tally
  }

  @Test func `an account is locked out from the date on, and not before`() throws {
    let entries = [entry(account: "alix"), entry(account: "alix", at: 60)]
    #expect(try tally(entries, at: Self.date - .milliseconds(1)).lockOuts().isEmpty)
    let found = try tally(entries).lockOuts()
    try #require(found.count == 1)
    #expect(found[0].account == "alix" && found[0].person == nil && found[0].function == Self.lookup)
    #expect(found[0].calls == 2 && found[0].refused == 2 && found[0].last == Self.noon)
    #expect(found[0].cardSeen == .never)
    #expect(found[0].decision.missing == [.card])
  }

  @Test func `who never saw a card comes first, then who calls most`() throws {
    let login = entry(.login, profession: "10", from: "w2")
    let entries =
      [login] + (0..<3).map { _ in entry(account: "near", from: "w2") }
      + [entry(account: "seldom", from: "w3")] + (0..<2).map { _ in entry(account: "often", from: "w4") }
    #expect(try tally(entries).lockOuts().map(\.account) == ["often", "seldom", "near"])
    #expect(try tally(entries).lockOuts().map(\.cardSeen) == [.never, .never, .workstation])
  }

  @Test func `a refused log-in shows no card`() throws {
    let entries = [
      entry(.loginRefused, profession: "10", from: "w2"), entry(account: "alix", from: "w2"),
    ]
    #expect(try tally(entries).lockOuts().map(\.cardSeen) == [.never])
  }

  @Test func `a PIN that is asked for once more locks nobody out, an emergency does`() throws {
    #expect(try tally([entry(profession: "10")]).lockOuts().isEmpty)
    let nurse = try tally([entry(profession: "60")]).lockOuts()
    #expect(nurse.map(\.person) == ["899900123011"] && nurse.map(\.cardSeen) == [.own])
    #expect(try tally([entry(profession: "70")]).lockOuts().count == 1)
  }

  @Test func `what was refused, or lies before, or says too little, is not counted`() throws {
    let refused = entry(account: "alix") { event in event.isAllowed = false }
    let old = entry(account: "alix", at: 3_601)
    let outcome = entry(.outcome, account: "alix")
    var found = try tally([refused, old, outcome])
    #expect(found.lockOuts().isEmpty && found.calls == 0 && found.skipped == 0)
    found.read(entry(profession: "10") { event in event.facts = [:] })
    #expect(found.lockOuts().isEmpty && found.skipped == 1)
  }
}
