import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import OpenSSLKit
import Testing

/// A robot behind a card that is left in its reader.
@Suite struct RobotRouteTests {
  private static let limit = 5

  private let service: TestService
  private let station: TestWorkstation
  private let card: FixtureCard

  init() throws {
    service = try TestService()
    station = try service.workstation()
    card = try FixtureCard("physician")
    let rule = service.gate.policy.rules[0]
    let pace = PolicyQuota(
      name: "pace", counts: .subjects, per: [.person], window: .seconds(3_600), limit: Self.limit,
      beyond: .stepUp)
    let most = PolicyQuota(
      name: "most", counts: .subjects, per: [.person], window: .seconds(86_400), limit: 2 * Self.limit,
      beyond: .refuse)
    service.gate.policy = try Policy(
      version: "pace",
      rules: [
        PolicyRule(
          name: rule.name, effect: rule.effect, functions: rule.functions, holders: rule.holders,
          quotas: [pace, most])
      ])
  }

  private func number(_ index: Int) -> String { "2550814\(168_000 + index)" }

  private func challenge(_ purpose: String) async throws -> Challenge {
    let answer = try await station.send("POST", "/cpsauth/challenges", #"{"schema":1,\#(purpose)}"#)
    return try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
  }

  private func proof(_ purpose: String, _ kind: Purpose) async throws -> Proof {
    try card.proof(
      answering: try await challenge(purpose), for: station.audience, binding: try station.publicKey(),
      purpose: kind)
  }

  /// Presence that the card itself signed.
  private func showPresence(_ token: String) async throws -> ServiceAnswer {
    let answer = PresenceAnswer.signed(try await proof(#""purpose":"presence""#, .presence))
    return try await station.send(
      "POST", "/cpsauth/sessions/current/presence",
      String(decoding: try ProtocolJSON.encode(answer), as: UTF8.self), token: token)
  }

  private func stepUp(_ token: String) async throws -> String {
    let purpose = #""purpose":"step-up","function":"infopatient.lookup""#
    let text = String(
      decoding: try ProtocolJSON.encode(try await proof(purpose, .stepUp)), as: UTF8.self)
    let answer = try await station.send(
      "POST", "/cpsauth/sessions/current/step-up",
      #"{"schema":1,"function":"infopatient.lookup","proof":\#(text)}"#, token: token)
    return try answer.json()["token"] as? String ?? ""
  }

  private func work(_ token: String, from first: Int) async throws -> (done: Int, ServiceAnswer) {
    for count in 0..<100 {
      let answer = try await station.lookUp(number(first + count), token: token)
      guard answer.status == 200 else { return (count, answer) }
    }
    throw HTTPTestFailure()
  }

  private struct HTTPTestFailure: Error {}

  @Test func `CL-05 presence never satisfies where a new PIN entry is asked for`() async throws {
    let token = try await station.cardToken(card)
    let (done, refused) = try await work(token, from: 0)
    #expect(done == Self.limit)
    #expect(refused.status == 401 && refused.code == "gate.step-up-required")
    #expect(refused.header("WWW-Authenticate")?.contains(#"max_age="0""#) == true)
    for _ in 0..<3 {
      let shown = try await showPresence(token)
      #expect((try shown.json()["presence"] as? [String: Any])?["kind"] as? String == "signed")
      #expect(try await work(token, from: 50).done == 0)
      service.clock.advance(by: .seconds(60))
    }
    // Nor does another session of the same card, however it was opened.
    let second = try await station.cardToken(card)
    #expect(try await work(second, from: 60).done == 0)
  }

  @Test func `a new PIN entry opens one more pace, and at all there is an end`() async throws {
    let token = try await station.cardToken(card)
    #expect(try await work(token, from: 0).done == Self.limit)
    // What was counted in the very millisecond of the entry still counts.
    service.clock.advance(by: .seconds(1))
    let confirmed = try await stepUp(token)
    let (done, refused) = try await work(confirmed, from: 10)
    #expect(done == Self.limit)
    #expect(refused.status == 429 && refused.code == "gate.quota-exceeded")
    #expect(refused.header("Retry-After") != nil)
    service.clock.advance(by: .seconds(1))
    let again = try await stepUp(confirmed)
    #expect(try await work(again, from: 20).done == 0)
    let alarms = try await service.auditEvents().filter { $0.kind == .alarm }.map(\.diagnostic)
    #expect(alarms == ["gate.pace-suspected"])
    var watch = PaceWatch(since: Timestamp(millisecondsSince1970: .min))
    for record in await service.store.auditRecords(after: 0, limit: 1_000) {
      watch.read(try AuditEntry(encoded: record.content))
    }
    let most = try #require(watch.standings(at: service.clock.now()).first { $0.quota.name == "most" })
    #expect(most.used == 2 * Self.limit && most.refused == 2 && most.fullness == 1)
  }
}
