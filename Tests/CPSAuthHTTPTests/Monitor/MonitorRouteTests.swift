import CPSAuthHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSProof
import HTTPTestSupport
import Hummingbird
import Testing

@Suite struct MonitorRouteTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func ask(_ path: String, _ checks: [HealthCheck]) async throws -> ServiceAnswer {
    let router = Router(context: AuthRequestContext.self)
    let metrics = service.front.metrics
    MonitorRoutes(checks: checks, families: { metrics.families + ProcessMetrics.families }).add(to: router)
    let transport = InProcessTransport(responder: router.buildResponder(), logger: service.logger)
    return try await transport.send(ServiceRequest("GET", service.audience, path))
  }

  @Test func `a process that answers lives, whatever it lacks`() async throws {
    let answer = try await ask("/health/live", [HealthCheck("store") { .fail }])
    #expect(answer.status == 200)
    #expect(String(decoding: answer.body, as: UTF8.self) == #"{"schema":1,"status":"pass"}"#)
  }

  @Test(arguments: [
    (HealthCheck.Standing.pass, HealthCheck.Standing.pass, 200, "pass"), (.pass, .warn, 200, "warn"),
    (.fail, .warn, 503, "fail"), (.warn, .fail, 503, "fail"),
  ])
  func `it is ready when nothing fails`(
    store: HealthCheck.Standing, lists: HealthCheck.Standing, status: Int, text: String
  ) async throws {
    let answer = try await ask(
      "/health/ready", [HealthCheck("store") { store }, HealthCheck("revocation-lists") { lists }])
    #expect(answer.status == status)
    let members = try answer.json()
    #expect(members["status"] as? String == text)
    #expect(
      members["checks"] as? [String: String]
        == ["store": store.rawValue, "revocation-lists": lists.rawValue])
  }

  @Test func `state and lists are looked at`() async throws {
    let checks = [
      HealthCheck.store(service.store), HealthCheck.revocationLists(service.book, clock: service.clock),
    ]
    #expect(try await ask("/health/ready", checks).status == 200)
    // Past every grace: nobody logs in.
    service.clock.advance(by: .seconds(400 * 86_400))
    let answer = try await ask("/health/ready", checks)
    #expect(answer.status == 503)
    #expect(
      try answer.json()["checks"] as? [String: String] == ["store": "pass", "revocation-lists": "fail"])
  }

  @Test func `the page shows what was answered, and nobody's name, number or token`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    _ = try await station.lookUp("208137512536476", token: token)
    _ = try await station.send("GET", "/functions/2550814168025")
    let answer = try await ask("/metrics", [])
    #expect(answer.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
    let page = String(decoding: answer.body, as: UTF8.self)
    #expect(
      page.contains(
        #"cpsauth_http_requests_total{method="POST",route="/functions/infopatient.lookup",status="200"} 1"#))
    #expect(page.contains(#"cpsauth_refusals_total{code="request.address-unknown"} 1"#))
    #expect(page.contains("process_resident_memory_bytes "))
    for secret in [token, "2081375125364", "2550814168025", "899700"] {
      #expect(!page.contains(secret))
    }
  }
}
