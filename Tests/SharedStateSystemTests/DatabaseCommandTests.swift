#if PostgreSQL
  import CPSAuth
  import CPSDiagnostics
  import CPSAuthPostgres
  import CPSProof
  import Foundation
  import HTTPTestSupport
  import OpenSSLKit
  import TestSupport
  import Testing

  /// `cpsauth audit` and `cpsauth policy` over the database of a service, which runs unless the test is about what is
  /// written: it writes by itself, such as a checkpoint when one is due.
  @Suite struct DatabaseCommandTests {
    private let pair: ServicePair
    private let officers: (officer: SealOfficer, deputy: SealOfficer)
    private let folder: TemporaryDirectory

    init() async throws {
      officers = try SealOfficer.pair()
      folder = try TemporaryDirectory()
      pair = try await ServicePair(
        sealingTo: ["officer.pem": officers.officer.certificate, "deputy.pem": officers.deputy.certificate])
      let station = try pair.workstation(at: 0)
      let token = try await station.cardToken(FixtureCard("physician"))
      #expect(try await station.lookUp("208137512536476", token: token).status == 200)
    }

    /// Everything in the database that a reader could have changed.
    private func state() async throws -> String {
      let machine = try await PrivatePostgreSQL.shared()
      return try await machine.query(
        """
        SELECT encode(epoch, 'hex'), life FROM cpsauth.state;
        SELECT count(*), max(sequence) FROM cpsauth.audit; SELECT count(*) FROM cpsauth.mark;
        SELECT count(*), sum(last_seen_at) FROM cpsauth.session; SELECT count(*) FROM cpsauth.quota;
        """, in: pair.database.name)
    }

    private func run(_ arguments: String...) async throws -> (status: Int32, text: String) {
      let done = try await pair.run("cpsauth", arguments + ["--environment", "synthetic", "--json"])
      guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
      return (status, done.output)
    }

    private func write(_ text: String, to name: String) throws -> String {
      try Data(text.utf8).write(to: URL(filePath: folder.path(name)))
      return folder.path(name)
    }

    private func pem(_ certificate: Certificate) -> String {
      let text = Data(certificate.der).base64EncodedString(options: .lineLength64Characters)
      return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }

    @Test(.timeLimit(.minutes(5)))
    func `the log in the database is verified, exported, opened and counted again, and nothing is written`()
      async throws
    {
      _ = try await pair.stop()
      let before = try await state()
      let verified = try await run("audit", "verify", pair.address)
      #expect(verified.status == 0)
      #expect(verified.text.contains(#""whole":true"#))
      let exported = try await run("audit", "export", pair.address)
      #expect(exported.status == 0)
      let file = try write(exported.text, to: "log.jsonl")
      #expect(try await run("audit", "verify", file).status == 0)
      let opened = try await run(
        "audit", "open", pair.address, "--recipient",
        try write(pem(officers.officer.certificate), to: "o.pem"),
        "--key", try write(try officers.officer.key.pem(), to: "o.key"))
      #expect(opened.status == 0)
      #expect(opened.text.contains(#""subject":"2081375125364""#))
      let alarms = try await run("audit", "alarms", pair.address)
      #expect(alarms.status == 0)
      #expect(alarms.text.contains(#""disagreeing":0"#))
      #expect(try await state() == before)
    }

    @Test(.timeLimit(.minutes(5)))
    func `an auditor reads with a role that may read the log, and nothing else`() async throws {
      let role = "auditor_\(pair.database.name)"
      let page = try String(contentsOfFile: PackageRoot.path("docs/stores.md"), encoding: .utf8)
      let grants = try #require(page.firstRange(of: "GRANT CONNECT"))
      let statements = page[grants.lowerBound...].prefix { $0 != "`" }
        .replacing("TO auditor", with: "TO \(role)")
        .replacing("DATABASE cpsauth", with: "DATABASE \(pair.database.name)")
      let machine = try await PrivatePostgreSQL.shared()
      try await machine.query("CREATE ROLE \(role) LOGIN; \(statements)", in: pair.database.name)
      let address = pair.address.replacing("user=\(PrivatePostgreSQL.user)", with: "user=\(role)")
      let verified = try await run("audit", "verify", address)
      #expect(verified.status == 0, "\(verified.text)")
      #expect(verified.text.contains(#""whole":true"#))
    }

    @Test(.timeLimit(.minutes(5)))
    func `another policy is asked about the database, and reviews are listed, and nothing is written`()
      async throws
    {
      _ = try await pair.stop()
      let before = try await state()
      let policy = try write(
        """
        version: nurses
        rules:
          nurses: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [60]}
        """, to: "policy.yaml")
      let replay = try await run("policy", "replay", pair.address, "--policy", policy)
      #expect(replay.status == 0)
      #expect(replay.text.contains(#""was_allowed":true"#) && replay.text.contains(#""refused":1"#))
      #expect(try await run("policy", "reviews", pair.address).status == 0)
      #expect(try await state() == before)
    }

    @Test(.timeLimit(.minutes(5)))
    func `CA-07 another world, a database that is not there and a password in clear are refused`()
      async throws
    {
      let foreign = try await pair.run(
        "cpsauth", ["audit", "verify", pair.address, "--environment", "test", "--json"])
      #expect(foreign.outcome == .exited(78))
      #expect(foreign.output.contains("audit.foreign"))
      let absent = try await run(
        "audit", "verify", pair.address.replacing(pair.database.name, with: "nowhere"))
      #expect(absent.status == 74)
      #expect(absent.text.contains("store.unavailable"))
      let open = try await run("audit", "verify", "postgresql://u:s3cret@db.example/cpsauth")
      #expect(open.status == 64)
      #expect(open.text.contains("passfile") && !open.text.contains("s3cret"))
    }
  }
#endif
