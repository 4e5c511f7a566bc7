import CPSAuth
import CPSAuthSQLite
import CPSPrimitives
import CPSProof
import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// A plain Python service behind nginx from Debian: the card in a real reader opens its function, and nothing else
/// does.
///
/// The files of docs/examples are what runs (docs/integrate.md).
@Suite(.serialized) struct NginxSystemTests {
  /// A fictitious insured person whom the service in Python knows.
  private static let insured = "208137512536476\n"
  /// A number with a right key that nobody has.
  private static let nobody = "208137512536575\n"
  private func bench(
    _ card: SyntheticCard, changing changes: [String: String] = [:]
  ) async throws -> (CommandBench, NginxService) {
    let tree = try IssuedTree()
    let nginx = try await NginxService.start(trusting: tree, changing: changes)
    return (try await CommandBench(tree.image(of: card), before: nginx.service), nginx)
  }

  private func call(_ bench: CommandBench, _ subject: String = insured) async throws -> (
    status: Int32, output: String
  ) {
    try await bench.run("call", "infopatient.lookup", "--subject", "-", "--json", input: subject)
  }

  @Test func `a physician is answered through nginx by a service in Python, and the log is whole`()
    async throws
  {
    let (bench, nginx) = try await bench(.physician)
    #expect(try await call(bench).status == 1)
    #expect(try await bench.login(typing: "1234").status == 0)
    let found = try await call(bench)
    #expect(found.status == 0, "\(found.output)")
    #expect(found.output.contains("Aubépin"))
    let missing = try await call(bench, Self.nobody)
    #expect(missing.status == 0)
    #expect(!missing.output.contains("family_name"))
    let malformed = try await call(bench, "2\n")
    #expect(malformed.output.contains("gate.subject-malformed"))
    #expect(try await bench.run("logout").status == 0)
    #expect(try await call(bench).status == 1)

    let decisions = try await events(nginx.service, .decision)
    #expect(decisions.count == 2)
    let outcomes = try await events(nginx.service, .outcome)
    #expect(outcomes.map(\.outcome) == [.found, .notFound])
    #expect(outcomes.first?.disclosed == ["family_name", "given_name"])
    #expect(outcomes.map(\.subject) == decisions.map(\.subject))
    let verified = try await bench.run("audit", "verify", try #require(nginx.service.database), "--json")
    #expect(verified.output.contains(#""whole":true"#))
    let figures = try await nginx.askBackChannel("/metrics")
    #expect(
      figures.contains(
        #"cpsauth_http_requests_total{method="POST",route="/permits/outcomes",status="204"} 2"#))
    #expect(try await nginx.askBackChannel("/health/ready").contains(#""status":"pass""#))
  }

  @Test func `a nurse is refused by nginx, with the reason, and the service hears of nothing`() async throws {
    let (bench, nginx) = try await bench(.nurse)
    #expect(try await bench.login(typing: "1234").status == 0)
    let refused = try await call(bench)
    #expect(refused.status != 0)
    #expect(refused.output.contains("gate.denied"))
    let figures = try await nginx.askBackChannel("/metrics")
    #expect(figures.contains(#"cpsauth_refusals_total{code="gate.denied"} 1"#))
    #expect(!figures.contains("/consume"))
  }

  @Test func `CL-03 beyond a human pace the PIN is asked for again, and then nothing opens`() async throws {
    let (bench, nginx) = try await bench(
      .pharmacist, changing: ["limit: 40": "limit: 2", "limit: 300": "limit: 3"])
    let people = ["208137512536476", "174146901036039", "250151302309645", "119163332532645"].map {
      $0 + "\n"
    }
    #expect(try await bench.login(typing: "1234").status == 0)
    for person in [people[0], people[1], people[0]] {
      #expect(try await call(bench, person).status == 0)
    }
    let third = try await call(bench, people[2])
    #expect(third.status == 34)
    #expect(third.output.contains("gate.step-up-required"), "\(third.output)")
    let confirmed = try await bench.stepUp("infopatient.lookup", typing: "1234")
    #expect(confirmed.status == 0, "\(confirmed.output)")
    #expect(bench.verifications == 2)
    let found = try await call(bench, people[2])
    #expect(found.output.contains("Brigitte"), "\(found.output)")
    let fourth = try await call(bench, people[3])
    #expect(fourth.status == 35)
    #expect(fourth.output.contains("gate.quota-exceeded"), "\(fourth.output)")
    // Whoever was seen before is no other person.
    #expect(try await call(bench, people[0]).status == 0)
    let decisions = try await events(nginx.service, .decision)
    #expect(decisions.map(\.isAllowed) == [true, true, true, false, true, false, true])
    #expect(try await events(nginx.service, .outcome).count == 5)
    #expect(try await !events(nginx.service, .alarm).isEmpty)
  }

  @Test func `HN-20 what only nginx may say is of no use to a client`() async throws {
    let (bench, nginx) = try await bench(.physician)
    let address = nginx.service.address
    func ask(_ path: String, _ more: [String]) async throws -> String {
      try await ChildProcess.run(
        "curl",
        [
          "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "--request", "POST", "--data",
          "{}",
        ]
          + more + [address + path]
      ).output
    }
    let forged = [
      "X-CPSAuth-Permit: x", "X-CPSAuth-Proxy: x", "X-SSL-Client-Verify: SUCCESS", "X-Real-IP: ::1",
    ]
    .flatMap { ["--header", $0] }
    #expect(try await ask("/functions/infopatient.lookup", forged) == "401")
    for path in ["/permits", "/permits/outcomes", "/_cpsauth/permit", "/metrics", "/health/ready"] {
      #expect(try await ask(path, forged) == "404", "\(path)")
    }
    #expect(try await bench.login(typing: "1234").status == 0)
    #expect(try await call(bench).status == 0)
  }

  @Test func `without an answer from behind there is none to the client, and the intent stays`() async throws
  {
    let (bench, nginx) = try await bench(.physician)
    #expect(try await bench.login(typing: "1234").status == 0)
    nginx.killService()
    #expect(try await call(bench).status != 0)
    // Decided, never reported: it counts as exposed, unless the call never came so far.
    #expect(try await events(nginx.service, .outcome).isEmpty)
    try await nginx.service.stop()
    #expect(try await call(bench).status != 0)
  }

  /// The national identifier that a login tells.
  private func identifier(in output: String) throws -> String {
    let parts = output.components(separatedBy: #""national_id":"#)
    return try #require(parts.last?.split(separator: "\"").first.map(String.init))
  }

  @Test func `a second person opens a call behind a permit, sessions are listed and keys published`()
    async throws
  {
    let tree = try IssuedTree()
    let folder = try TemporaryDirectory()
    let key = folder.path("token.pem")
    let made = try await ChildProcess.run(
      "openssl",
      ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key])
    #expect(made.outcome == .exited(0))
    let nginx = try await NginxService.start(
      trusting: tree,
      changing: [
        "professions: [10, 21]": """
        professions: [10, 21]
              second-person: {cards: [CPS], professions: [60], within: 15m}
        """,
        "  rules:\n": """
          rules:
            officers:
              {allow: [sessions.list, sessions.end], method: card, cards: [CPS], professions: [60]}

        """,
        "database:": "tokens: {keys: [\(key)], audiences: [https://elsewhere.example]}\ndatabase:",
      ])
    let physician = try await CommandBench(tree.image(of: .physician), before: nginx.service)
    let nurse = try await CommandBench(tree.image(of: .nurse), before: nginx.service)
    let caller = try identifier(in: try await physician.login(typing: "1234").output)
    #expect(try await nurse.login(typing: "1234").status == 0)
    #expect(try await call(physician).output.contains("gate.second-person-required"))
    let agreed = try await nurse.run(
      ["approve", "infopatient.lookup", "--subject", "-", "--json", "--for", caller], input: Self.insured)
    #expect(agreed.status == 0, "\(agreed.output)")
    let found = try await call(physician)
    #expect(found.output.contains("Aubépin"), "\(found.output)")
    #expect(try await call(physician).output.contains("gate.second-person-required"))

    func administer(
      _ bench: CommandBench, _ function: String, _ who: String
    ) async throws -> (status: Int32, output: String) {
      try await bench.run("call", function, "--subject", who, "--json")
    }
    let listed = try await administer(nurse, "sessions.list", "person:\(caller)")
    #expect(listed.output.contains(#""complete":true"#), "\(listed.output)")
    #expect(try await administer(physician, "sessions.list", "everyone").output.contains("gate.denied"))
    let ended = try await administer(nurse, "sessions.end", "person:\(caller)")
    #expect(ended.output.contains(#""ended":1"#), "\(ended.output)")
    #expect(try await call(physician).status != 0)

    func get(_ path: String) async throws -> String {
      try await ChildProcess.run("curl", ["--silent", nginx.service.address + path]).output
    }
    #expect(try await get("/.well-known/jwks.json").contains(#""keys""#))
    for path in ["/.well-known/other", "/functions/sessions.other", "/functions/sessions.listing"] {
      #expect(try await get(path).contains("nginx"), "\(path)")
    }
  }

  private func events(_ service: ServiceProcess, _ kind: AuditEvent.Kind) async throws -> [AuditEvent] {
    let store = try await SQLiteStore.inspect(at: try #require(service.database), environment: .synthetic)
    return try await store.auditRecords(after: 0, limit: 1_000).map {
      try AuditEntry(encoded: $0.content).event
    }
    .filter { $0.kind == kind }
  }
}
