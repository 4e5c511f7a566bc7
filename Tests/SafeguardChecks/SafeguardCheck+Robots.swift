internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust
internal import OpenSSLKit

extension SafeguardCheck {
  static let robotChecks: [SafeguardCheck] = [
    SafeguardCheck("a robot on two hosts has the pace of one person, and is seen in the log") { state in
      let random = SystemRandomSource()
      let secret = try ServiceSecret(from: random)
      let key = try AuditKey(epoch: "check", try SecretBytes(copying: try random.bytes(32)))
      let clock = ManualClock(DelegationScene.noon)
      let hosts = [
        try DelegationScene(over: try await state.open(), secret, key, clock: clock),
        try DelegationScene(over: try await state.open(), secret, key, clock: clock),
      ]
      for host in hosts { host.gate.policy = try paced() }
      let physician = try await hosts[0].physician()
      var refusals: [Diagnostic] = []
      for call in 0..<10 {
        if let refusal = try await hosts[call % 2].refusal(of: physician) { refusals.append(refusal) }
      }
      try require(refusals.count, is: 6, "calls without room")
      try require(Set(refusals), is: [.quotaExceeded], "refusals")
      var (watch, alarms) = (PaceWatch(since: DelegationScene.noon - .seconds(60)), AlarmRecount())
      for record in try await hosts[1].store.auditRecords(after: 0, limit: 1_000) {
        let entry = try AuditEntry(encoded: record.content)
        watch.read(entry)
        try alarms.add(entry)
      }
      let standing = watch.standings(at: clock.now()).filter { $0.isNear(0.8) }
      try require(standing.map(\.used), is: [4], "units")
      try require(standing.map(\.refused), is: [6], "calls without room in the log")
      try require(
        standing.map(\.holder), is: [physician.identity.nationalIdentifier.text], "who works so fast")
      try require(alarms.findings().map(\.verdict), is: [.confirmed], "alarms computed again")
    }
  ]

  private static func paced() throws -> Policy {
    let quota = PolicyQuota(
      name: "pace", counts: .requests, per: [.person], window: .seconds(3_600), limit: 4, beyond: .refuse)
    let physicians = try DelegationScene.policy().rules[0]
    return try Policy(
      version: "paced",
      rules: [
        PolicyRule(
          name: "physicians", effect: .allow, functions: physicians.functions,
          holders: physicians.holders, quotas: [quota])
      ])
  }
}
