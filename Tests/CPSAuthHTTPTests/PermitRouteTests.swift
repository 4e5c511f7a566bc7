import CPSAuth
import CPSAuthHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import HTTPTestSupport
import HTTPTypes
import InfopatientDemonstration
import Testing

/// The back channel: what a proxy asks, and what a service behind it does with the answer.
@Suite struct PermitRouteTests {
  private static let function = "infopatient.lookup"
  private static let path = "/functions/infopatient.lookup"
  private static let known = "208137512536476"

  private let service: TestService

  init() throws { service = try TestService() }

  /// What nginx sends for a request of a workstation; everything that it says can be said wrong.
  private func ask(
    _ station: TestWorkstation, token: String?, function: String? = function, method: String = "POST",
    address: String = path, proofOf path: String = path, secret: String? = TestService.backChannelSecret,
    more: [String: String] = [:]
  ) async throws -> ServiceAnswer {
    var headers = ["X-CPSAuth-Method": method, "X-CPSAuth-URI": address]
    headers["X-CPSAuth-Function"] = function
    headers["X-CPSAuth-Proxy"] = secret
    headers["DPoP"] = try await station.proof("POST", path, token: token)
    if let token { headers["Authorization"] = "DPoP \(token)" }
    headers.merge(more) { $1 }
    return try await service.backChannel.send(
      ServiceRequest("POST", service.audience, "/permits", headers: headers.filter { !$0.value.isEmpty }))
  }

  /// The same with a nonce that is fresh.
  private func permit(_ station: TestWorkstation, token: String) async throws -> String {
    _ = try await station.send("GET", "/cpsauth/service")
    return try #require(try await ask(station, token: token).header("X-CPSAuth-Permit"))
  }

  private func post(
    _ path: String, _ body: String, secret: String? = TestService.backChannelSecret,
    headers: [String: String] = [:]
  ) async throws -> ServiceAnswer {
    var fields = ["Content-Type": "application/json"].merging(headers) { $1 }
    fields["X-CPSAuth-Proxy"] = secret
    return try await service.backChannel.send(
      ServiceRequest("POST", service.audience, path, headers: fields, body: Array(body.utf8)))
  }

  private func consume(
    _ permit: String, _ subject: String = known, secret: String? = TestService.backChannelSecret
  ) async throws -> ServiceAnswer {
    try await post(
      "/permits/\(permit)/consume", #"{"schema":1,"subject":"\#(subject)"}"#, secret: secret)
  }

  private func report(_ members: String) async throws -> ServiceAnswer {
    try await post("/permits/outcomes", #"{"schema":1,\#(members)}"#)
  }

  @Test func `a permit is asked for, consumed, and its outcome reported`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let asked = try await ask(station, token: token)
    #expect(asked.status == 204)
    #expect(asked.header("DPoP-Nonce")?.isEmpty == false)
    let consumed = try await consume(try #require(asked.header("X-CPSAuth-Permit")))
    #expect(consumed.status == 200)
    let members = try consumed.json()
    #expect(members["function"] as? String == Self.function)
    #expect(members["report_within"] as? Int == 600)
    let session = try #require(members["session"] as? [String: Any])
    #expect(session["token"] == nil)
    #expect((session["professional"] as? [String: Any])?["family_name"] != nil)
    let receipt = try #require(members["receipt"] as? String)
    #expect(
      try await report(#""receipt":"\#(receipt)","outcome":"found","disclosed":["rights"]"#).status == 204)
    let outcome = try #require(try await service.auditEvents().last)
    #expect(outcome.kind == .outcome)
    #expect(outcome.outcome == .found)
    #expect(outcome.disclosed == ["rights"])
    #expect(!service.logLines.all.contains(Self.known.prefix(13)))
    #expect(!service.logLines.all.contains(receipt))
    #expect(!service.logLines.all.contains(token))
  }

  @Test func `a refusal comes in the form that nginx can hand on`() async throws {
    let station = try service.workstation()
    let nurse = try await station.cardToken(FixtureCard("nurse"))
    let denied = try await ask(station, token: nurse)
    #expect(denied.status == 403)
    #expect(denied.header("X-CPSAuth-Status") == "403")
    let problem = try #require(denied.header("X-CPSAuth-Problem"))
    #expect(problem.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    let members = try #require(
      try JSONSerialization.jsonObject(with: Data(problem.utf8)) as? [String: Any])
    #expect(members["code"] as? String == "gate.denied")
    #expect((members["title"] as? String)?.contains("règle") == true)
    #expect(members["instance"] as? String == (try denied.json()["instance"] as? String))

    let account = try await ask(station, token: try await station.accountToken())
    #expect(account.status == 401)
    #expect(account.header("WWW-Authenticate")?.contains("insufficient_user_authentication") == true)
    let unknown = try await ask(station, token: nurse, function: "no.such.function")
    #expect(unknown.status == 403)
    #expect(unknown.header("X-CPSAuth-Status") == "404")
    #expect(unknown.code == "gate.function-unknown")
    let stranger = try await ask(station, token: nil)
    #expect(stranger.status == 401)
    #expect(stranger.code == "session.missing")
    #expect(stranger.header("DPoP-Nonce")?.isEmpty == false)
  }

  @Test func `HN-25 made-up tokens behind a proxy are limited by the client's address`() async throws {
    let service = try TestService(limiter: RequestLimiter(perSecond: 1, burst: 3))
    let bench = PermitRouteTests(service)
    let station = try service.workstation()
    let made = Base64URL.encode([UInt8](repeating: 3, count: SessionToken.length))
    func ask(_ address: String) async throws -> ServiceAnswer {
      try await bench.ask(station, token: made, more: ["X-Real-IP": address])
    }
    var last: ServiceAnswer?
    for _ in 0..<6 { last = try await ask("192.0.2.1") }
    #expect(last?.status == 403)
    #expect(last?.header("X-CPSAuth-Status") == "429")
    #expect(last?.header("Retry-After") == "1")
    // Another client of the same proxy is another source.
    #expect(try await ask("192.0.2.2").status == 401)
  }

  private init(_ service: TestService) { self.service = service }

  /// Physicians, as far as this quota lets them.
  private func limit(_ quota: PolicyQuota) throws {
    service.gate.policy = try Policy(
      version: "limited",
      rules: [
        PolicyRule(
          name: "limited", effect: .allow, functions: .named([InfopatientLookup.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])), quotas: [quota])
      ])
  }

  /// What comes of one call from an address, through both steps.
  private func call(
    _ station: TestWorkstation, token: String, from address: String?
  ) async throws -> ServiceAnswer {
    _ = try await station.send("GET", "/cpsauth/service")
    let more = address.map { ["X-Real-IP": $0] } ?? [:]
    let asked = try await ask(station, token: token, more: more)
    return try await consume(try #require(asked.header("X-CPSAuth-Permit")))
  }

  @Test func `CL-02 a quota on networks counts those of the proxy's clients`() async throws {
    try limit(
      PolicyQuota(
        name: "places", counts: .networks, per: [.person], window: .seconds(3_600), limit: 1, beyond: .refuse)
    )
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await call(station, token: token, from: "192.0.2.1").status == 200)
    // Another address of the same network is no other place.
    #expect(try await call(station, token: token, from: "192.0.2.9").status == 200)
    for elsewhere in ["198.51.100.1", "2001:db8::1"] {
      #expect(try await call(station, token: token, from: elsewhere).code == "gate.quota-exceeded")
    }
    let decisions = try await service.auditEvents().filter { $0.kind == .decision }
    #expect(
      decisions.map(\.network)
        == ["192.0.2.0/24", "192.0.2.0/24", "198.51.100.0/24", "2001:db8::/48"])
  }

  @Test func `CL-05 each network behind the proxy has an account of its own`() async throws {
    try limit(
      PolicyQuota(
        name: "place", counts: .requests, per: [.network], window: .seconds(3_600), limit: 1, beyond: .refuse)
    )
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for place in ["192.0.2.1", "198.51.100.1", nil] {
      #expect(try await call(station, token: token, from: place).status == 200)
      #expect(try await call(station, token: token, from: place).code == "gate.quota-exceeded")
    }
  }

  @Test func `CL-02 a refusal before the permit names the network of the client too`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("nurse"))
    #expect(try await ask(station, token: token, more: ["X-Real-IP": "192.0.2.1"]).code == "gate.denied")
    // Not that of the proxy, where it says none; nor anything that is no address.
    #expect(try await ask(station, token: token).code == "gate.denied")
    #expect(
      try await ask(station, token: token, more: ["X-Real-IP": "here"]).code == "service.proxy-field")
    let decisions = try await service.auditEvents().filter { $0.kind == .decision }
    #expect(decisions.map(\.network) == ["192.0.2.0/24", nil])
  }

  @Test func `a proof is about the client's request, not about that of the proxy`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await ask(station, token: token, address: Self.path + "?x=1").status == 204)
    #expect(try await ask(station, token: token, proofOf: "/permits").code == "dpop.invalid")
    #expect(try await ask(station, token: token, method: "GET").code == "dpop.invalid")
    #expect(try await ask(station, token: token, address: "/elsewhere").code == "dpop.invalid")
  }

  @Test(arguments: ["X-CPSAuth-Function", "X-CPSAuth-Method", "X-CPSAuth-URI"])
  func `HN-21 a field of the proxy that is missing or doubled is refused`(name: String) async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(
      try await ask(station, token: token, more: [name: ""]).header("X-CPSAuth-Status") == "400")
    var fields = HTTPFields()
    for (key, value) in [
      "X-CPSAuth-Function": Self.function, "X-CPSAuth-Method": "POST", "X-CPSAuth-URI": Self.path,
      "X-CPSAuth-Proxy": TestService.backChannelSecret, "Authorization": "DPoP \(token)",
      "DPoP": try await station.proof("POST", Self.path, token: token),
    ] {
      let field = try #require(HTTPField.Name(key))
      fields.append(HTTPField(name: field, value: value))
      if key == name { fields.append(HTTPField(name: field, value: value)) }
    }
    let doubled = try await service.backChannel.send(
      ServiceRequest("POST", service.audience, "/permits"), fields: fields)
    #expect(doubled.header("X-CPSAuth-Status") == "400")
  }

  @Test(arguments: [nil, "", "x", String(repeating: "f", count: 64)])
  func `HN-20 who does not prove to be the service's own gets nothing`(secret: String?) async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await ask(station, token: token, secret: secret).code == "service.proxy-unproven")
    let permit = try await permit(station, token: token)
    #expect(try await consume(permit, secret: secret).code == "service.proxy-unproven")
    #expect(
      try await post(
        "/permits/outcomes", #"{"schema":1,"receipt":"x","outcome":"failed"}"#, secret: secret
      ).code == "service.proxy-unproven")
    // The permit is as it was.
    #expect(try await consume(permit).status == 200)
  }

  @Test func `permits are not for clients`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for path in ["/permits", "/permits/outcomes", "/permits/x/consume"] {
      #expect(try await station.send("POST", path, "{}", token: token).code == "request.address-unknown")
    }
    for path in ["/metrics", "/health/live", "/health/ready"] {
      #expect(try await station.send("GET", path, token: token).code == "request.address-unknown")
    }
  }

  @Test func `a permit is consumed once, and a malformed subject does not consume it`() async throws {
    let station = try service.workstation()
    let permit = try await permit(station, token: try await station.cardToken(FixtureCard("physician")))
    let malformed = try await consume(permit, "1")
    #expect(malformed.status == 400)
    #expect(malformed.code == "gate.subject-malformed")
    #expect(try await consume(permit).status == 200)
    #expect(try await consume(permit).code == "gate.permit-spent")
    #expect(try await consume("none").code == "gate.permit-unknown")
    #expect(try await consume("none").status == 404)
  }

  @Test func `a second person's agreement is taken out when a permit is consumed`() async throws {
    let demand = SecondPersonDemand(
      card: CardCondition(types: [.cps], professions: [.nurse]), life: .seconds(300))
    let function = TestService.remoteFunction
    service.gate.policy = try Policy(
      version: "two",
      rules: [
        PolicyRule(
          name: "two", effect: .allow, functions: .named([function]),
          holders: .card(CardCondition(types: [.cps], professions: [.physician])),
          demands: PolicyDemands(secondPerson: demand))
      ])
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let caller = try #require(
      try await service.auditEvents().last { $0.kind == .login }?.actor?.nationalIdentifier)
    let path = "/functions/\(function.rawValue)"
    func permit() async throws -> String {
      _ = try await station.send("GET", "/cpsauth/service")
      let asked = try await ask(
        station, token: token, function: function.rawValue, address: path, proofOf: path)
      return try #require(asked.header("X-CPSAuth-Permit"))
    }
    #expect(try await consume(permit()).code == "gate.second-person-required")
    let nurse = try service.workstation()
    let other = try await nurse.cardToken(FixtureCard("nurse"))
    func agree(_ subject: String = Self.known, at path: String = path) async throws -> ServiceAnswer {
      try await nurse.send(
        "POST", path + "/approvals", #"{"schema":1,"subject":"\#(subject)","national_id":"\#(caller)"}"#,
        token: other)
    }
    #expect(try await agree("1").code == "gate.subject-malformed")
    #expect(try await agree(at: "/functions/no.such").code == "gate.function-unknown")
    #expect(try await agree(at: "/functions/NO!").code == "gate.function-unknown")
    #expect(try await agree().status == 204)
    #expect(try await consume(permit()).status == 200)
    let nurses = try await service.auditEvents().last { $0.kind == .approval }?.actor?.nationalIdentifier
    #expect(try await service.auditEvents().last?.approver == nurses)
    #expect(try await consume(permit()).code == "gate.second-person-required")
  }

  @Test(arguments: [
    #""receipt":"x","outcome":"found""#, #""receipt":"x","outcome":"perhaps""#, #""outcome":"failed""#,
    #""receipt":"x","outcome":"found","disclosed":["a b"]"#,
    #""receipt":"x","outcome":"found","disclosed":[""]"#,
    #""receipt":"x","outcome":"found","disclosed":["2081375125364"]"#,
    #""receipt":"x","outcome":"not-found","disclosed":["a"]"#, #""receipt":"x","outcome":"failed","x":1"#,
  ])
  func `a report that says too little, too much or the number of a person is malformed`(
    members: String
  ) async throws {
    let answer = try await report(members)
    #expect(answer.status == 400)
    #expect(answer.code == "request.malformed")
  }

  @Test func `what stands behind the permit is told in the client's language`() async throws {
    let answer = try await post(
      "/permits/none/consume", #"{"schema":1,"subject":"\#(Self.known)"}"#,
      headers: ["Accept-Language": "en"])
    #expect(answer.header("Content-Language") == "en")
    #expect(try answer.json()["title"] as? String == "This permit was not issued by this service.")
  }
}
