internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension SafeguardCheck {
  static let watchChecks: [SafeguardCheck] = [
    SafeguardCheck("many hosts that follow one log raise each alarm once, and the log bears it out") {
      state in
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 3)
      let secret = try ServiceSecret(from: random)
      let store = try await state.open()
      let log = AuditLog(store: store, clock: clock, random: random)
      var followers: [AuditFollower] = []
      for _ in 0..<3 {
        let own = try await state.open()
        followers.append(
          AuditFollower(
            of: AuditLog(store: own, clock: clock, random: random), in: own, sealedBy: secret, by: .standard,
            telling: nil, clock: clock))
      }
      for _ in 0..<4 { try await login("a", from: "192.0.2.0/24", clock, log) }
      try require(await followers[0].round(), is: [], "faults")
      for number in 0..<12 { try await login("a", from: "10.0.\(number).0/24", clock, log) }
      await withTaskGroup(of: Void.self) { group in
        for follower in followers { group.addTask { _ = await follower.round() } }
      }
      for follower in followers { try require(await follower.round(), is: [], "faults") }
      try await login("a", from: "192.0.2.0/24", clock, log)
      var recount = WatchRecount()
      for record in try await store.auditRecords(after: 0, limit: 1_000) {
        recount.add(try AuditEntry(encoded: record.content))
      }
      let verdicts = recount.findings().map(\.verdict)
      try require(verdicts, is: [WatchFinding.Verdict](repeating: .confirmed, count: 12), "verdicts")
    },
    SafeguardCheck("who is under observation on one host is so on another, and what the watch knows is kept")
    {
      state in
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 4)
      let secret = try ServiceSecret(from: random)
      let store = try await state.open()
      let log = AuditLog(store: store, clock: clock, random: random)
      func follower() async throws -> AuditFollower {
        AuditFollower(
          of: log, in: try await state.open(), sealedBy: secret, by: .standard, telling: nil, clock: clock)
      }
      for _ in 0..<4 { try await login("a", from: "192.0.2.0/24", clock, log) }
      try require(await follower().round(), is: [], "faults")
      let order = ObservationOrder(
        try HolderName("account:b"), until: clock.now() + .seconds(86_400), because: try AccessReason("list"))
      _ = try await ObservationBook(in: store, sealedBy: secret, auditLog: log, clock: clock)
        .add(order, by: AuditActor(hostOperator: "root"))
      // The first log-in of all says something of whoever is observed, and nothing of others.
      try await login("b", from: "192.0.2.0/24", clock, log)
      try await login("c", from: "192.0.2.0/24", clock, log)
      try await login("a", from: "198.51.100.0/24", clock, log)
      try require(await follower().round(), is: [], "faults")
      let alarms = try await store.auditRecords(after: 0, limit: 100).compactMap { record -> String? in
        let event = try AuditEntry(encoded: record.content).event
        return event.kind == .alarm ? "\(event.actor?.account ?? "") \(event.diagnostic ?? "")" : nil
      }
      try require(
        alarms, is: ["b watch.new-network", "b watch.new-workstation", "a watch.new-network"], "alarms")
    },
  ]

  private static func login(
    _ account: String, from network: String, _ clock: ManualClock, _ log: AuditLog
  ) async throws {
    clock.advance(by: .seconds(3_600))
    var event = AuditEvent(.login)
    event.actor = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
    event.network = network
    event.workstation = "station"
    try await log.record(event)
  }
}
