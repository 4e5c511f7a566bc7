import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import Testing

@Suite struct SessionAdministrationRouteTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func call(
    _ function: String, _ subject: String, _ station: TestWorkstation, _ token: String
  ) async throws -> (status: Int, code: String?, answer: [String: Any]) {
    let answer = try await station.send(
      "POST", "/functions/\(function)", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
    return (answer.status, answer.code, try answer.json()["answer"] as? [String: Any] ?? [:])
  }

  @Test func `nobody lists or ends sessions until a rule says who may`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for function in ["sessions.list", "sessions.end"] {
      let answer = try await call(function, "everyone", station, token)
      #expect(answer.status == 403)
      #expect(answer.code == "gate.denied")
    }
    #expect(try await station.send("GET", "/cpsauth/sessions/current", token: token).status == 200)
  }

  @Test func `whom the policy names lists sessions and ends them`() async throws {
    service.gate.policy = try Policy(
      version: "administration",
      rules: [
        PolicyRule(
          name: "administrators", effect: .allow,
          functions: .named([SessionInspection.name, SessionRemoval.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])))
      ])
    let (station, victim) = (try service.workstation(), try service.workstation())
    let token = try await station.cardToken(FixtureCard("physician"))
    let account = try await victim.accountToken()
    let listed = try await call("sessions.list", "account:pharmacie-demonstration", station, token)
    #expect(listed.status == 200)
    #expect(listed.answer["complete"] as? Bool == true)
    let sessions = try #require(listed.answer["sessions"] as? [[String: Any]])
    #expect(sessions.count == 1)
    #expect(sessions.first?["holder"] as? String == "account:pharmacie-demonstration")
    #expect(sessions.first?["opened_at"] as? String == service.clock.now().rfc3339)
    #expect(try await call("sessions.list", "nobody", station, token).code == "gate.subject-malformed")
    #expect(try await call("sessions.end", "everyone", victim, account).code == "gate.card-required")
    let ended = try await call("sessions.end", "account:pharmacie-demonstration", station, token)
    #expect(ended.answer["ended"] as? Int == 1)
    let after = try await victim.send("GET", "/cpsauth/sessions/current", token: account)
    #expect(after.status == 401)
    #expect(after.code == "session.ended-by-administrator")
    let events = try await service.auditEvents()
    let entry = try #require(events.first { $0.kind == .sessionEnded })
    #expect(entry.actor?.nationalIdentifier != nil)
    #expect(entry.facts["holder"] == "account:pharmacie-demonstration")
  }
}
