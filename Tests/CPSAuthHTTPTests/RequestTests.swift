import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import HTTPTypes
import Testing

@testable import CPSAuthHTTP

@Suite struct RequestTests {
  @Test func `a body longer than any message is refused`() async throws {
    let service = try TestService()
    let body =
      #"{"schema":1,"purpose":""# + String(repeating: "x", count: ProtocolJSON.maximumLength) + #""}"#
    let answer = try await service.workstation().send("POST", "/cpsauth/challenges", body)
    #expect(answer.status == 413)
    #expect(answer.code == "request.too-large")
  }

  @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", "", "application/json-patch+json"])
  func `HN-24 only JSON is read`(type: String) async throws {
    let service = try TestService()
    let answer = try await service.workstation().send(
      "POST", "/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#, headers: ["Content-Type": type])
    #expect(answer.code == "request.malformed")
  }

  @Test func `HN-24 a page of another site is refused`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    for origin in ["https://evil.example", "null", "http://service.example", "https://service.example:8443"] {
      let answer = try await station.send("GET", "/cpsauth/service", headers: ["Origin": origin])
      #expect(answer.status == 403)
      #expect(answer.code == "request.foreign-origin")
    }
    let own = try await station.send(
      "GET", "/cpsauth/service", headers: ["Origin": "https://service.example"])
    #expect(own.status == 200)
  }

  @Test(arguments: [
    "GET /", "GET /cpsauth", "POST /cpsauth/service", "GET /cpsauth/challenges",
    "GET /functions/infopatient.lookup",
    "PUT /cpsauth/sessions/current", "GET /../../etc/passwd", "OPTIONS /cpsauth/service",
  ])
  func `what is not a route is told in both languages`(route: String) async throws {
    let service = try TestService()
    let parts = route.split(separator: " ").map(String.init)
    for language in Language.allCases {
      let answer = try await service.workstation().send(
        parts[0], parts[1], headers: ["Accept-Language": language.rawValue])
      #expect(answer.status == 404)
      #expect(answer.code == "request.address-unknown")
      #expect(try answer.json()["title"] as? String == Diagnostic.addressUnknown.message[language])
    }
  }

  @Test func `HN-25 strangers are limited, and told how long to wait`() async throws {
    let service = try TestService(limiter: RequestLimiter(perSecond: 1, burst: 3))
    let station = try service.workstation()
    var answers: [ServiceAnswer] = []
    for _ in 0..<5 { answers.append(try await station.sendOnce("GET", "/cpsauth/service")) }
    #expect(answers.map(\.status) == [200, 200, 200, 429, 429])
    #expect(answers.last?.code == "request.too-many")
    #expect(answers.last?.header("Retry-After") == "1")
    service.clock.advance(by: .seconds(1))
    #expect(try await station.sendOnce("GET", "/cpsauth/service").status == 200)
    #expect(try await station.sendOnce("GET", "/cpsauth/service").status == 429)
  }

  @Test func `HN-25 made-up tokens are limited as logging in is, and told how long to wait`() async throws {
    let service = try TestService(limiter: RequestLimiter(perSecond: 1, burst: 3))
    let thief = try service.workstation()
    let path = "/cpsauth/sessions/current"
    var answers: [ServiceAnswer] = []
    for number in 0..<6 {
      let token = Base64URL.encode([UInt8](repeating: UInt8(number), count: SessionToken.length))
      answers.append(try await thief.sendOnce("GET", path, token: token))
    }
    // The first is asked for a nonce; each costs a verification, and each counts.
    #expect(answers.map(\.status) == [401, 401, 401, 429, 429, 429])
    #expect(answers.last?.code == "request.too-many")
    #expect(answers.last?.header("Retry-After") == "1")
    for form in ["x", "=", String(repeating: "A", count: 4_000)] {
      #expect(try await thief.sendOnce("GET", path, token: form).status == 429)
    }
    #expect(try await thief.sendOnce("GET", "/cpsauth/service").status == 429)
    service.clock.advance(by: .seconds(1))
    #expect(try await thief.sendOnce("GET", path).code == "session.missing")
    #expect(try await thief.sendOnce("GET", path).status == 429)
  }

  @Test func `HN-25 who has a session is served while others behind the same address make tokens up`()
    async throws
  {
    let service = try TestService(limiter: RequestLimiter(perSecond: 1, burst: 8))
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let path = "/cpsauth/sessions/current"
    #expect(try await station.send("GET", path, token: token).status == 200)
    let thief = try service.workstation()
    let made = Base64URL.encode([UInt8](repeating: 9, count: SessionToken.length))
    var last: ServiceAnswer?
    for _ in 0..<12 { last = try await thief.sendOnce("GET", path, token: made) }
    #expect(last?.status == 429)
    for _ in 0..<20 { #expect(try await station.send("GET", path, token: token).status == 200) }
    // A nonce that has become old is asked for again, and costs its holder nothing.
    service.clock.advance(by: .milliseconds(1))
    #expect(
      try await station.sendOnce(
        "GET", path, token: token, headers: ["DPoP": station.proof("GET", path, token: token, nonce: "old")]
      )
      .code == "dpop.nonce")
    #expect(try await station.send("GET", path, token: token).status == 200)
    // Once ended, its token is worth what any other is.
    #expect(try await station.send("DELETE", path, token: token).status == 204)
    #expect(try await station.send("GET", path, token: token).code == "session.ended")
    #expect(try await station.send("GET", path, token: token).status == 429)
  }

  @Test func `HN-25 what is remembered of tokens is bounded`() throws {
    let recognised = RecognisedTokens()
    for number in 0..<20_000 { recognised.insert([UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)] + [7]) }
    #expect(recognised.count <= 2 * RecognisedTokens.generationLimit + 2)
    #expect(recognised.contains([UInt8(19_999 & 0xFF), UInt8(19_999 >> 8), 7]))
    recognised.remove([UInt8(19_999 & 0xFF), UInt8(19_999 >> 8), 7])
    #expect(!recognised.contains([UInt8(19_999 & 0xFF), UInt8(19_999 >> 8), 7]))
  }

  @Test func `HN-25 a flood of challenges leaves nothing in the store`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    for _ in 0..<50 { _ = try await station.challenge() }
    #expect(await service.store.auditHead() == nil)
  }

  @Test func `two proofs of possession are one too many`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    _ = try await station.send("GET", "/cpsauth/service")
    var fields = HTTPFields()
    let name = try #require(HTTPField.Name("DPoP"))
    for _ in 0..<2 {
      fields.append(HTTPField(name: name, value: try await station.proof("POST", "/cpsauth/challenges")))
    }
    fields[.contentType] = "application/json"
    let answer = try await service.transport.send(
      ServiceRequest(
        "POST", service.audience, "/cpsauth/challenges", body: Array(#"{"schema":1,"purpose":"login"}"#.utf8)),
      fields: fields)
    #expect(answer.code == "dpop.invalid")
  }

  @Test func `the log names routes, never what was sent`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    _ = try await station.send("GET", "/cpsauth/service?subject=2550814168025")
    _ = try await station.send("POST", "/functions/2550814168025", #"{"schema":1,"subject":"2550814168025"}"#)
    #expect(!service.logLines.all.contains("2550814168025"))
    #expect(service.logLines.all.contains("/functions/"))
  }
}
