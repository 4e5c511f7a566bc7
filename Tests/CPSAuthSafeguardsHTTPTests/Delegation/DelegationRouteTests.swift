import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import Testing

/// A practice by HTTP: a physician, and a secretary with a card of staff.
@Suite struct DelegationRouteTests {
  private static let number = "255081416802538"
  private static let card = "2698000301"

  private let service: TestService
  private let secretaryCard: FixtureCard

  init() throws {
    service = try TestService(
      accepting: AcceptedCards(.cps, .cpe),
      mounting: { parts in
        TestServiceMounts { _, members in
          guard let source = parts.delegations as? DelegationsInForce else { return }
          let desk = DelegationDesk(
            of: source, gate: parts.gate, auditLog: parts.auditLog, clock: parts.clock, random: parts.random)
          parts.front.mountDelegations(desk, on: members)
        }
      },
      delegations: { store, secret, book in
        DelegationsInForce(
          of: DelegationBook(in: store, sealedBy: secret),
          standing: DelegatorStanding(book: book, register: nil))
      })
    secretaryCard = try FixtureCard.staff(
      number: Self.card, at: service.clock.now())
    service.gate.policy = try Self.policy(stepUp: nil)
  }

  private static func policy(stepUp: Duration?) throws -> Policy {
    let lookup = PolicyFunctions.named(["infopatient.lookup"])
    let physicians = PolicyHolders.card(CardCondition(types: [.cps], professions: [.physician]))
    return try Policy(
      version: "practice",
      rules: [
        PolicyRule(name: "physicians", effect: .allow, functions: lookup, holders: physicians),
        PolicyRule(
          name: "staff", effect: .allow, functions: lookup,
          holders: .card(CardCondition(types: [.cpe], professions: nil)), isDelegated: true),
        PolicyRule(
          name: "delegators", effect: .allow,
          functions: .named([
            DelegationDeclaration.name, DelegationInspection.name, DelegationRevocation.name,
          ]), holders: physicians, demands: PolicyDemands(stepUp: stepUp)),
      ])
  }

  private func call(
    _ function: String, _ subject: String, _ station: TestWorkstation, _ token: String
  ) async throws -> ServiceAnswer {
    try await station.send(
      "POST", "/functions/\(function)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
  }

  private func terms(_ card: String = card) -> String {
    "card:\(card);function:infopatient.lookup;until:\((service.clock.now() + .seconds(3_600)).rfc3339)"
  }

  @Test func `a secretary looks up for the physician, until the delegation is taken back`() async throws {
    let (office, desk) = (try service.workstation(), try service.workstation())
    let physician = try await office.cardToken(FixtureCard("physician"))
    let secretary = try await desk.cardToken(secretaryCard)
    let before = try await desk.lookUp(Self.number, token: secretary)
    #expect(before.status == 403 && before.code == "gate.delegation-required")
    let declared = try await call("delegations.declare", terms(), office, physician)
    #expect(declared.status == 200)
    let answer = try #require(try declared.json()["answer"] as? [String: Any])
    #expect(answer["card"] as? String == Self.card && answer["state"] as? String == "in-force")
    #expect(try await desk.lookUp(Self.number, token: secretary).status == 200)
    let decision = try #require(
      try await service.auditEvents().last { $0.kind == .decision && $0.function == "infopatient.lookup" })
    #expect(decision.rule == "staff" && decision.delegator == answer["delegator"] as? String)
    let listed = try await call("delegations.list", "own", office, physician)
    #expect("\(try listed.json())".contains(Self.card))
    #expect(try await call("delegations.revoke", "card:\(Self.card)", office, physician).status == 200)
    #expect(try await desk.lookUp(Self.number, token: secretary).code == "gate.delegation-required")
  }

  @Test func `who may not declare declares nothing`() async throws {
    let station = try service.workstation()
    let secretary = try await station.cardToken(secretaryCard)
    #expect(try await call("delegations.declare", terms(), station, secretary).code == "gate.denied")
    let nurse = try await station.cardToken(FixtureCard("nurse"))
    #expect(try await call("delegations.declare", terms(), station, nurse).code == "gate.denied")
    let account = try await station.accountToken()
    let refused = try await call("delegations.declare", terms(), station, account)
    #expect(refused.code == "gate.card-required")
  }

  @Test func `a declaration asks for a PIN where the policy says so`() async throws {
    service.gate.policy = try Self.policy(stepUp: .seconds(300))
    let station = try service.workstation()
    let physician = try await station.cardToken(FixtureCard("physician"))
    let refused = try await call("delegations.declare", terms(), station, physician)
    #expect(refused.status == 401 && refused.code == "gate.step-up-required")
  }

  @Test(arguments: ["", "card:1", "card:2698000301;function:infopatient.lookup", "own"])
  func `terms that cannot be meant are told as such`(terms: String) async throws {
    let station = try service.workstation()
    let physician = try await station.cardToken(FixtureCard("physician"))
    #expect(try await call("delegations.declare", terms, station, physician).code == "delegation.invalid")
    #expect(
      try await call("delegations.revoke", "everyone", station, physician).code == "delegation.invalid")
  }

  @Test func `a delegation of what is not lent is refused with its name`() async throws {
    let station = try service.workstation()
    let physician = try await station.cardToken(FixtureCard("physician"))
    let broader = terms().replacing("infopatient.lookup", with: "delegations.declare")
    let refused = try await call("delegations.declare", broader, station, physician)
    #expect(refused.status == 403 && refused.code == "delegation.refused")
    #expect("\(try refused.json())".contains("delegations.declare"))
  }
}
