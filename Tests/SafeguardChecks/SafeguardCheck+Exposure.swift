internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSPrimitives
internal import CPSProof

extension SafeguardCheck {
  static let exposureChecks: [SafeguardCheck] = [
    SafeguardCheck("people whom acts exposed are counted by the log in the store") { state in
      let store = try await state.open()
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 6)
      let log = AuditLog(store: store, clock: clock, random: random)
      let key = try AuditKey(epoch: "check", try SecretBytes(copying: try random.bytes(32)))
      for person in 0..<600 {
        try await decide(about: "person \(person % 500)", by: "robot", in: log, key, showing: person != 0)
        try await decide(about: "person \(person + 1_000)", by: "practice", in: log, key, showing: true)
      }
      let begin = clock.now() - .seconds(1)
      let summary = try await ExposureReader(of: store).summary(
        of: ExposureScope(from: begin, until: begin + .seconds(60), actors: [ExposureActor("account:robot")]))
      try require(summary.persons, is: 500, "people")
      try require(summary.accesses, is: 599, "acts that showed somebody")
      try require(summary.accessesByActor, is: ["account:robot": 599], "acts by actor")
    }
  ]

  private static func decide(
    about subject: String, by account: String, in log: AuditLog, _ key: AuditKey, showing: Bool
  ) async throws {
    var decision = AuditEvent(.decision)
    decision.actor = AuditActor(nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
    decision.function = "infopatient.lookup"
    decision.isAllowed = true
    decision.subject = try key.pseudonym(of: subject)
    let sequence = try await log.record(decision).sequence
    var outcome = AuditEvent(.outcome)
    outcome.decision = sequence
    outcome.outcome = showing ? .found : .notFound
    outcome.disclosed = showing ? ["identity"] : []
    try await log.record(outcome)
  }
}
