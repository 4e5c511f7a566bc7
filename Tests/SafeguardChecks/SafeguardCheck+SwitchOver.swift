internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSPrimitives
internal import CPSProof

extension SafeguardCheck {
  static let switchOverChecks: [SafeguardCheck] = [
    SafeguardCheck("who will be locked out at a date is found by the log in the store") { state in
      let store = try await state.open()
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let log = AuditLog(store: store, clock: clock, random: SeededRandomSource(seed: 8))
      for (account, calls) in [("pharmacy", 3), ("practice", 5)] {
        for _ in 0..<calls { try await call(by: account, in: log) }
      }
      let date = clock.now() + .seconds(86_400)
      let policy = try Policy(
        version: "next",
        rules: [
          PolicyRule(
            name: "accounts", effect: .allow, functions: .named(["infopatient.lookup"]),
            holders: .everyAccount, period: RulePeriod(until: date))
        ])
      for (moment, expected) in [(date - .milliseconds(1), []), (date, ["practice 5", "pharmacy 3"])] {
        var tally = LockOutTally(under: policy, at: moment, since: Timestamp(millisecondsSince1970: .min))
        for record in try await store.auditRecords(after: 0, limit: 100) {
          tally.read(try AuditEntry(encoded: record.content))
        }
        try require(
          tally.lockOuts().map { "\($0.account ?? "") \($0.refused)" }, is: expected, "locked out")
      }
    }
  ]

  private static func call(by account: String, in log: AuditLog) async throws {
    var decision = AuditEvent(.decision)
    decision.actor = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
    decision.function = "infopatient.lookup"
    decision.isAllowed = true
    try await log.record(decision)
  }
}
