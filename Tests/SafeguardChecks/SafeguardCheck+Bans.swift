internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension SafeguardCheck {
  static let banChecks: [SafeguardCheck] = [
    SafeguardCheck("a ban of one host is in force on another after its next look, and expires once") {
      state in
      let clock = ManualClock(Timestamp(secondsSince1970: 1_800_000_000))
      let random = SeededRandomSource(seed: 5)
      let secret = try ServiceSecret(from: random)
      var books: [BanBook] = []
      for _ in 0..<3 {
        let store = try await state.open()
        books.append(
          BanBook(
            in: store, sealedBy: secret, auditLog: AuditLog(store: store, clock: clock, random: random),
            clock: clock))
      }
      let guards = books.map { BanGuard(by: $0, clock: clock) }
      let block = try AddressBlock("192.0.2.0/24")
      let until = clock.now() + .seconds(60)
      try await books[0].add(
        BanOrder(block, from: .everything, until: until, because: AccessReason("robot")),
        by: AuditActor(hostOperator: "root"))
      try require(isRefused(by: guards[1]), is: false, "before the look")
      for banGuard in guards { try require(await banGuard.round(), is: [], "faults") }
      try require(isRefused(by: guards[1]), is: true, "after the look")
      try require(isRefused(by: guards[2]), is: true, "after the look")
      clock.advance(by: .seconds(60))
      await withTaskGroup(of: Void.self) { group in
        for banGuard in guards { group.addTask { _ = await banGuard.round() } }
      }
      try require(isRefused(by: guards[1]), is: false, "after its expiry")
      let bans = try await books[0].all()
      try require(bans.count, is: 0, "bans that stay")
      let acts = try await state.open().auditRecords(after: 0, limit: 100).compactMap {
        try AuditEntry(encoded: $0.content).event.facts["act"]
      }
      try require(acts.filter { $0 == "expired" }.count, is: 1, "entries that say so")
    }
  ]

  private static func isRefused(by banGuard: BanGuard) -> Bool {
    do throws(CPSError) {
      try banGuard.admit(IPAddress("192.0.2.9"), usesPassword: false)
      return false
    } catch { return true }
  }
}
