internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust
internal import OpenSSLKit

extension SafeguardCheck {
  static let delegationChecks: [SafeguardCheck] = [
    SafeguardCheck("what is delegated on one host opens on another, and is closed on both when revoked") {
      state in
      let (first, second) = try await scenes(over: state)
      let physician = try await first.physician()
      let secretary = try await second.secretary()
      try require(try await second.refusal(of: secretary), is: .delegationRequired, "before")
      let declared = try await first.desk.declare(
        try first.terms("card:\(secretary.card.number.text)"), as: physician)
      try require(declared.state, is: .inForce, "declared")
      try require(try await second.refusal(of: secretary), is: nil, "delegated")
      let other = try await second.secretary(1)
      try require(try await second.refusal(of: other), is: .delegationRequired, "another card")
      let revoked = try await first.desk.revoke(try DelegationSelector("own"), as: physician)
      try require(revoked.revoked, is: 1, "revoked")
      try require(try await second.refusal(of: secretary), is: .delegationRequired, "after")
      let acts = try await measures(in: first)
      try require(acts, is: ["declared", "revoked"], "measures in the log")
    },
    SafeguardCheck("a delegation to a person is found among many, and ends by itself") { state in
      let (first, second) = try await scenes(over: state)
      let physician = try await first.physician()
      for number in 0..<40 {
        _ = try await first.desk.declare(try first.terms("card:26980\(number + 10_000)"), as: physician)
      }
      let secretary = try await second.secretary()
      _ = try await first.desk.declare(
        try first.terms("person:\(secretary.identity.nationalIdentifier.text)"), as: physician)
      try require(try await second.refusal(of: secretary), is: nil, "delegated")
      let listed = try await second.desk.delegations(try DelegationSelector("own"), as: physician)
      try require(listed.delegations.count, is: 41, "delegations of the physician")
      first.clock.advance(by: .seconds(3_600))
      let again = try await second.secretary()
      try require(try await second.refusal(of: again), is: .delegationRequired, "over")
    },
    SafeguardCheck("the operator of a host sees and revokes what professionals delegated") { state in
      let (first, second) = try await scenes(over: state)
      let physician = try await first.physician()
      let secretary = try await first.secretary()
      _ = try await first.desk.declare(
        try first.terms("card:\(secretary.card.number.text)"), as: physician)
      let desk = HostDesk(
        of: second.log, limits: .standard, clock: second.clock,
        actingFor: HostOperator(name: "root", user: "root", host: "h"))
      let delegator = try DelegationSelector("delegator:\(physician.identity.nationalIdentifier.text)")
      let listed = try await second.book.delegations(delegator, at: desk, now: second.clock.now())
      try require(listed.delegations.map(\.card), is: [secretary.card.number.text], "listed")
      let revoked = try await second.book.revoke(delegator, at: desk, writingTo: second.log)
      try require(revoked.revoked, is: 1, "revoked")
      try require(try await first.refusal(of: secretary), is: .delegationRequired, "after")
      let none = try await second.book.revoke(
        try DelegationSelector("everyone"), at: desk, writingTo: second.log)
      try require(none.revoked, is: 0, "revoked again")
    },
  ]

  /// Two processes of one service.
  private static func scenes(
    over state: StoreUnderTest
  ) async throws -> (first: DelegationScene, second: DelegationScene) {
    let random = SystemRandomSource()
    let secret = try ServiceSecret(from: random)
    let key = try AuditKey(epoch: "check", try SecretBytes(copying: try random.bytes(32)))
    let clock = ManualClock(DelegationScene.noon)
    let first = try DelegationScene(over: try await state.open(), secret, key, clock: clock)
    // Opened before anybody logs in, since opening a state again may begin an epoch.
    let second = try DelegationScene(over: try await state.open(), secret, key, clock: clock)
    return (first, second)
  }

  private static func measures(in scene: DelegationScene) async throws -> [String] {
    try await scene.store.auditRecords(after: 0, limit: 1_000)
      .map { try AuditEntry(encoded: $0.content).event }
      .filter { $0.kind == .measure }.compactMap { $0.facts["act"] }
  }
}
