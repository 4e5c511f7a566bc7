#if PostgreSQL
  import CPSAuth
  import CPSAuthPostgres
  import CPSProof
  import HTTPTestSupport
  import OpenSSLKit
  import TestSupport
  import Testing

  /// Two processes of one service, on one database, at the same time.
  @Suite struct SharedServiceTests {
    /// The same proof to both processes at once.
    private func race(_ proof: Proof, _ stations: [TestWorkstation]) async throws -> [ServiceAnswer] {
      try await withThrowingTaskGroup(of: ServiceAnswer.self) { group in
        for station in stations { group.addTask { try await station.open(proof) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
    }

    @Test(.timeLimit(.minutes(5)))
    func `CC-04 of two processes that get one proof, one opens a session`() async throws {
      let pair = try await ServicePair()
      let card = try FixtureCard("physician")
      let key = try PrivateKey.generateP256()
      let stations = try (0..<2).map { try pair.workstation(at: $0, key: key) }
      // Each has its own nonce before the race.
      for station in stations { _ = try await station.challenge() }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<24 {
          group.addTask {
            let proof = try card.proof(
              answering: try await stations[0].challenge(), for: pair.audience,
              binding: try stations[0].publicKey())
            let answers = try await race(proof, stations)
            #expect(answers.count { $0.status < 300 } == 1)
            #expect(answers.count { $0.code == "challenge.used" } == 1)
          }
        }
        try await group.waitForAll()
      }
      #expect(try await pair.stop() == [.exited(0), .exited(0)])
      let reader = try await PostgreSQLStore.inspect(
        try PostgreSQLServer(
          hosts: [.socket(directory: pair.database.directory)], database: pair.database.name,
          user: PrivatePostgreSQL.user), environment: .synthetic)
      // Both wrote into one chain.
      #expect(try await AuditVerifier.verify(reader) != nil)
    }

    @Test(.timeLimit(.minutes(5)))
    func `CC-06 a session that one process ended is dead at the other with the next request`() async throws {
      let pair = try await ServicePair()
      let key = try PrivateKey.generateP256()
      let stations = try (0..<2).map { try pair.workstation(at: $0, key: key) }
      for round in 0..<8 {
        let (one, other) = (stations[round % 2], stations[1 - round % 2])
        let token = try await one.cardToken(FixtureCard("physician"))
        #expect(try await other.lookUp("208137512536476", token: token).status == 200)
        #expect(try await one.send("DELETE", "/cpsauth/sessions/current", token: token).status == 204)
        #expect(try await other.lookUp("208137512536476", token: token).status == 401)
      }
    }

    /// The number of somebody who does not exist, with its key (code de la sécurité sociale, article R115-2).
    private func number(_ order: Int) -> String {
      let body = 2_081_375_125_000 + order
      return "\(body)\(String(97 - body % 97 + 100).dropFirst())"
    }

    @Test(.timeLimit(.minutes(5)))
    func `CL-04 two processes that are asked at once admit together what the quota allows`() async throws {
      let limit = 7
      let pair = try await ServicePair(
        quotas:
          ", quotas: [{name: people, counts: subjects, per: [person], window: 1h, limit: \(limit), beyond: refuse}]"
      )
      let stations = try (0..<8).map { try pair.workstation(at: $0 % 2) }
      // Another session for each: none of them brings a budget of its own.
      var tokens: [String] = []
      for station in stations { tokens.append(try await station.cardToken(FixtureCard("physician"))) }
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for order in 1...48 {
          let place = order % stations.count
          let (station, token) = (stations[place], tokens[place])
          group.addTask { try await station.lookUp(number(order), token: token).status }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 429 } == statuses.count - limit)
      #expect(statuses.count { $0 < 300 || $0 == 404 } == limit)
    }

    @Test(.timeLimit(.minutes(5)))
    func `a process that is killed takes nothing with it`() async throws {
      let pair = try await ServicePair()
      let key = try PrivateKey.generateP256()
      let stations = try (0..<2).map { try pair.workstation(at: $0, key: key) }
      let token = try await stations[0].cardToken(FixtureCard("physician"))
      #expect(try await stations[0].lookUp("208137512536476", token: token).status == 200)
      try await pair.kill(0)
      #expect(try await stations[1].lookUp("208137512536476", token: token).status == 200)
    }
  }
#endif
