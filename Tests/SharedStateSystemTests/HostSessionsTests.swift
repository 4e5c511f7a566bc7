#if PostgreSQL
  import CPSAuth
  import CPSAuthPostgres
  import CPSProof
  import HTTPTestSupport
  import OpenSSLKit
  import TestSupport
  import Testing

  /// `cpsauth-server sessions` beside two processes on one PostgreSQL.
  @Suite struct HostSessionsTests {
    @Test(.timeLimit(.minutes(5)))
    func `CC-06 what a host ends is dead at every process with the next request, and their challenges live`()
      async throws
    {
      let officers = try SealOfficer.pair()
      let pair = try await ServicePair(
        sealingTo: ["officer.pem": officers.officer.certificate, "deputy.pem": officers.deputy.certificate])
      let key = try PrivateKey.generateP256()
      let stations = try (0..<2).map { try pair.workstation(at: $0, key: key) }
      let token = try await stations[0].cardToken(FixtureCard("physician"))
      #expect(try await stations[1].lookUp("208137512536476", token: token).status == 200)
      // Between challenge and answer: another epoch would make this one void.
      let challenge = try await stations[0].challenge()

      let listed = try await pair.run(
        "cpsauth-server", ["sessions", "list", "every-card", "--config", pair.configuration, "--json"])
      #expect(listed.outcome == .exited(0), "\(listed.errors)")
      #expect(listed.output.contains(#""complete":true"#) && listed.output.contains(#""card":"#))
      #expect(try await stations[1].lookUp("208137512536476", token: token).status == 200)

      let ended = try await pair.run(
        "cpsauth-server", ["sessions", "end", "every-card", "--config", pair.configuration, "--json"])
      #expect(ended.outcome == .exited(0), "\(ended.errors)")
      #expect(ended.output == "{\"ended\":1}\n")
      for station in stations {
        let refused = try await station.lookUp("208137512536476", token: token)
        #expect(refused.status == 401)
        #expect(refused.code == "session.ended-by-administrator")
      }
      let proof = try FixtureCard("physician").proof(
        answering: challenge, for: pair.audience, binding: try stations[0].publicKey())
      #expect(try await stations[0].open(proof).status < 300)
      #expect(try await pair.stop() == [.exited(0), .exited(0)])
      try await check(pair, officers.deputy)
    }

    /// One chain of three writers, in which the host's acts are sealed like those of the gate.
    private func check(_ pair: ServicePair, _ deputy: SealOfficer) async throws {
      let reader = try await PostgreSQLStore.inspect(
        try PostgreSQLServer(
          hosts: [.socket(directory: pair.database.directory)], database: pair.database.name,
          user: PrivatePostgreSQL.user), environment: .synthetic)
      #expect(try await AuditVerifier.verify(reader) != nil)
      let entries = try await reader.auditRecords(after: 0, limit: 1_000).map {
        try AuditEntry(encoded: $0.content)
      }
      var opener = try SubjectOpener(as: deputy.certificate, with: deputy.key)
      for entry in entries { opener.note(entry) }
      let acts = entries.filter { $0.event.kind == .hostAct }
      #expect(acts.map { $0.event.function?.rawValue } == ["sessions.list", "sessions.end"])
      for act in acts {
        #expect(act.event.actor?.hostOperator?.isEmpty == false)
        #expect(try opener.subject(of: act) == "every-card")
      }
    }
  }
#endif
