internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

extension SafeguardCheck {
  static let telephoneChecks: [SafeguardCheck] = [
    SafeguardCheck("of two hundred checks of one account at once three are compared") { state in
      let help = try HelpDesk(on: try await state.open())
      let other = try help.again(on: try await state.open())
      try await help.register("pharmacie-42")
      let results = await withTaskGroup(of: String.self) { group in
        for racer in 0..<200 {
          let desk = racer % 2 == 0 ? help : other
          // Agents of their own, so that the account alone has no room.
          group.addTask { await desk.result(of: "13M02", for: "pharmacie-42", by: "agent-\(racer)") }
        }
        return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      try require(results, is: ["confirmed": 3, "telephone.attempts-exceeded": 197], "results")
    },
    SafeguardCheck("of two hundred wrong checks of one agent at once the limit is compared") { state in
      let help = try HelpDesk(on: try await state.open())
      let other = try help.again(on: try await state.open())
      let results = await withTaskGroup(of: String.self) { group in
        for racer in 0..<200 {
          let desk = racer % 2 == 0 ? help : other
          group.addTask { await desk.result(of: "13M02", for: "account-\(racer)", by: "agent") }
        }
        return await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      let limit = TelephoneLimits.standard.failuresPerHour
      try require(
        results, is: ["not confirmed": limit, "telephone.attempts-exceeded": 200 - limit], "results")
      let alarms = try await help.alarms()
      try require(alarms, is: ["agent-failures-hour"], "alarms")
    },
    SafeguardCheck("details and delegates are those of every host") { state in
      let help = try HelpDesk(on: try await state.open())
      let other = try help.again(on: try await state.open())
      try await help.register("pharmacie-42")
      let martin = try DelegatePerson(.secretary, named: "Anne Martin")
      let order = TelephoneDelegateOrder(.declare(martin), of: try AccountName("pharmacie-42"))
      _ = try await help.records.carryOut(order, by: HelpDesk.actor)
      try require(
        await other.result(of: "13M02", for: "pharmacie-42", by: "agent", from: .delegate(martin)),
        is: "confirmed", "a delegate at another host")
      try require(
        await other.result(of: "13M03", for: "pharmacie-42", by: "agent", from: .delegate(martin)),
        is: "not confirmed", "the wrong characters")
      _ = try await other.records.remove(try AccountName("pharmacie-42"), by: HelpDesk.actor)
      try require(
        await help.result(of: "13M02", for: "pharmacie-42", by: "agent"), is: "not confirmed",
        "what another host removed")
    },
    SafeguardCheck("an import of many accounts is read back in order") { state in
      let help = try HelpDesk(on: try await state.open())
      let names = (0..<250).map { "a\(1_000 + $0)" }
      let file = names.map { "\($0);\(90_000 + $0.utf8.count)" }.joined(separator: "\n")
      let claims = try TelephoneImport.read(
        try SecretBytes(copying: Array(file.utf8)), named: "file", under: help.ring)
      for _ in 0..<2 { try await help.records.register(claims, by: HelpDesk.actor) }
      let listing = try await help.records.listing(.everyone(after: try AccountName("a1199")))
      try require(listing.accounts.map(\.account), is: Array(names.suffix(50)), "accounts after the 200th")
    },
  ]
}

/// A help desk over one host's store.
private struct HelpDesk: Sendable {
  static let actor = AuditActor(hostOperator: "check")

  let records: TelephoneRecords
  let ring: TelephoneKeyRing
  private let desk: TelephoneDesk
  private let store: any AuthStore
  private let secret: ServiceSecret

  init(on store: any AuthStore) throws {
    try self.init(
      on: store, ServiceSecret(try SecretBytes(copying: (0..<32).map { $0 })),
      TelephoneKeyRing(try TelephoneKey(epoch: "e", try SecretBytes(copying: (0..<32).map { 100 + $0 }))))
  }

  private init(on store: any AuthStore, _ secret: ServiceSecret, _ ring: TelephoneKeyRing) throws {
    let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
    let random = SystemRandomSource()
    let log = AuditLog(store: store, clock: clock, random: random)
    self.store = store
    self.secret = secret
    self.ring = ring
    records = TelephoneRecords(in: store, sealedBy: secret, auditLog: log, clock: clock)
    desk = TelephoneDesk(of: records, countingIn: store, auditLog: log, clock: clock, random: random)
  }

  func again(on store: any AuthStore) throws -> HelpDesk { try HelpDesk(on: store, secret, ring) }

  func register(_ account: String) async throws {
    try await records.register([try claim("13M02", account)], by: Self.actor)
  }

  func result(
    of characters: String, for account: String, by agent: String, from caller: TelephoneCaller = .professional
  ) async -> String {
    do {
      let claim = try claim(characters, account)
      let agent = TelephoneAgent(
        key: "account:\(agent)",
        actor: AuditActor(nationalIdentifier: nil, cardNumber: nil, account: agent, session: "s"))
      switch try await desk.check(claim.account, claim, from: caller, by: agent) {
      case .confirmed: return "confirmed"
      case .notConfirmed: return "not confirmed"
      }
    } catch { return (error as? CPSError)?.diagnostic.code ?? "\(error)" }
  }

  func alarms() async throws -> [String?] {
    try await store.auditRecords(after: 0, limit: 10_000).map { try AuditEntry(encoded: $0.content).event }
      .filter { $0.kind == .alarm }.map { $0.facts["limit"] }
  }

  private func claim(_ characters: String, _ account: String) throws -> TelephoneClaim {
    try ring.claim(of: try BankCharacters(characters), for: try AccountName(account))
  }
}
