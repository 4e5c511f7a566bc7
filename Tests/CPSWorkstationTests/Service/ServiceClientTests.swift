import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSWorkstation

@Suite struct ServiceClientTests {
  private func client(of service: FakeService, language: Language = .english) throws -> ServiceClient {
    ServiceClient(
      audience: try Audience(FakeService.audience), key: try HeldKey(), transport: service,
      clock: FixedClock(moment: TestCard.moment), random: SystemRandomSource(), language: language)
  }

  private func token() throws -> HeldToken { try HeldToken(FakeService.token) }

  @Test func `the service describes itself`() async throws {
    let description = try await client(of: FakeService()).describe()
    #expect(description.environment == .synthetic)
    #expect(description.audience == FakeService.audience)
  }

  @Test func `a fresher nonce is used once and remembered`() async throws {
    let service = FakeService()
    service.demand(nonce: "n-1")
    let client = try client(of: service)
    _ = try await client.describe()
    #expect(service.requests.count == 2)
    _ = try await client.describe()
    #expect(service.requests.count == 3)
  }

  @Test func `a service that always wants another nonce is asked twice at most`() async throws {
    let service = FakeService { _ in
      ServiceAnswer(
        status: 401,
        headers: ["WWW-Authenticate": #"DPoP error="use_dpop_nonce""#, "DPoP-Nonce": "again"],
        body: FakeService.problem(CPSError(.dpopNonceRequired)).body)
    }
    await #expect(throws: CPSError(.dpopNonceRequired)) { _ = try await client(of: service).describe() }
    #expect(service.requests.count == 2)
  }

  @Test(arguments: [
    #"{"schema":2,"environment":"synthetic","audience":"x"}"#,
    #"{"schema":1,"environment":"staging","audience":"x"}"#,
    #"{"schema":1,"environment":"synthetic"}"#,
    #"{"schema":1,"environment":"synthetic","audience":"x","sign":"this"}"#,
    "[]", "", "<html>please log in to the hotel</html>", "\u{FEFF}{}",
  ])
  func `FT-08 an answer of another form is refused, not interpreted`(body: String) async throws {
    let service = FakeService { _ in FakeService.json(200, body) }
    await #expect(throws: CPSError(.serviceAnswerInvalid)) { _ = try await client(of: service).describe() }
  }

  @Test(arguments: [502, 503, 504], ["<html>502 Bad Gateway</html>", "", "{}", #"{"error":"upstream"}"#])
  func `FT-08 a gateway that answers for the service is told from a service that is none`(
    status: Int, body: String
  ) async throws {
    let service = FakeService { _ in FakeService.json(status, body) }
    let error = await #expect(throws: CPSError(.serviceAnsweredByProxy)) {
      _ = try await client(of: service).describe()
    }
    #expect(error?.message(in: .english).contains("(HTTP \(status))") == true)
  }

  @Test(arguments: [400, 404, 413, 500, 505])
  func `FT-08 any other page is no answer of a service`(status: Int) async throws {
    let service = FakeService { _ in FakeService.json(status, "<html>nginx</html>") }
    await #expect(throws: CPSError(.serviceAnswerInvalid)) { _ = try await client(of: service).describe() }
  }

  @Test func `FT-08 a service's own problem under such a status is its own`() async throws {
    let service = FakeService { _ in FakeService.json(503, #"{"code":"store.unavailable","title":"x"}"#) }
    await #expect(throws: CPSError(.storeUnavailable)) { _ = try await client(of: service).describe() }
  }

  @Test(arguments: [300, 301, 302, 303, 307, 308])
  func `a redirect is refused whatever the transport lets through`(status: Int) async throws {
    let service = FakeService { _ in
      ServiceAnswer(status: status, headers: ["Location": "https://elsewhere.example"], body: [])
    }
    await #expect(throws: CPSError(.serviceRedirected)) {
      _ = try await client(of: service).challenge(for: .login)
    }
    #expect(service.requests.count == 1)
  }

  @Test(arguments: [
    #"{"schema":1,"id":"0123456789abcdef","nonce":"AAECAwQFBgcICQoLDA0ODw","purpose":"login","expires_in":60}"#,
    #"{"schema":1,"id":"short","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","purpose":"login","expires_in":60}"#,
    #"{"schema":1,"id":"0123456789abcdef","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","purpose":"login","expires_in":61}"#,
    #"{"schema":1,"id":"0123456789abcdef","nonce":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","purpose":"login","expires_in":60}"#,
    #"{"schema":1,"id":"0123456789abcdef","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","purpose":"login","expires_in":60,"audience":"https://evil.example"}"#,
  ])
  func `HN-04 a malformed challenge is refused`(body: String) async throws {
    let service = FakeService { _ in FakeService.json(201, body) }
    await #expect(throws: CPSError(.challengeMalformed)) {
      _ = try await client(of: service).challenge(for: .login)
    }
  }

  @Test func `a challenge for another purpose is refused`() async throws {
    let body = """
      {"schema":1,"id":"0123456789abcdef","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",\
      "purpose":"presence","expires_in":60}
      """
    let service = FakeService { _ in FakeService.json(201, body) }
    await #expect(throws: CPSError(.challengePurposeMismatch)) {
      _ = try await client(of: service).challenge(for: .login)
    }
  }

  @Test(arguments: Language.allCases)
  func `a problem becomes its row again, with what filled its places`(language: Language) async throws {
    let original = CPSError(.deniedByPolicy, ["detail": "profession 21"])
    let service = FakeService { _ in FakeService.problem(original, in: language) }
    let error = await #expect(throws: CPSError.self) {
      _ = try await client(of: service, language: language)
        .call("infopatient.lookup", about: "x", with: token())
    }
    #expect(error?.diagnostic == .deniedByPolicy)
    #expect(error?.message(in: .french) == original.message(in: .french))
    #expect(service.requests.first?.headers["Accept-Language"] == language.rawValue)
  }

  @Test(arguments: [("17", "17"), ("604800", "604800"), ("604801", "?"), ("-1", "?"), ("soon", "?")])
  func `how long to wait is told where the service says so`(header: String, told: String) async throws {
    let service = FakeService { _ in
      ServiceAnswer(
        status: 429, headers: ["Retry-After": header],
        body: FakeService.problem(CPSError(.quotaExceeded, ["quota": "people", "seconds": "99"])).body)
    }
    let error = await #expect(throws: CPSError.self) {
      _ = try await client(of: service).call("infopatient.lookup", about: "x", with: token())
    }
    #expect(error?.diagnostic == .quotaExceeded)
    #expect(error?.hint(in: .english).contains("Try again in \(told) s") == true)
  }

  @Test func `HC-34 a problem that is not known is shown escaped`() async throws {
    let service = FakeService { _ in
      FakeService.json(418, #"{"code":"teapot.on","title":"\u001b[31mred"}"#)
    }
    let error = await #expect(throws: CPSError.self) { _ = try await client(of: service).describe() }
    #expect(error?.diagnostic == .serviceProblem)
    #expect(error?.message(in: .english).contains("\u{1B}") == false)
  }

  @Test func `the token goes into its header alone`() async throws {
    let service = FakeService()
    await #expect(throws: CPSError(.sessionMissing)) {
      _ = try await client(of: service).call("infopatient.lookup", about: "1234567890123", with: token())
    }
    let request = try #require(service.requests.first)
    #expect(request.headers["Authorization"] == "DPoP \(FakeService.token)")
    #expect(!request.path.contains("1234567890123"))
    #expect(!request.path.contains(FakeService.token))
  }

  @Test(arguments: ["short", "has a blank in it 0123456789", "line\r\nX-Evil: 1 0123456789", ""])
  func `a token that cannot stand in a header is refused`(token: String) {
    #expect(throws: CPSError(.serviceAnswerInvalid)) { _ = try HeldToken(token) }
  }

  @Test func `http is for synthetic cards only`() throws {
    let audience = try Audience("http://127.0.0.1:8080")
    #expect(throws: CPSError(.serviceInsecure)) {
      _ = try ServiceTarget(audience: audience, environment: .production, authoritiesFile: nil)
    }
    _ = try ServiceTarget(audience: audience, environment: .synthetic, authoritiesFile: nil)
  }
}
