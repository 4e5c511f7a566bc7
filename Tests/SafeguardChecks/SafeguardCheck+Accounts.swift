internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

extension SafeguardCheck {
  static let accountChecks: [SafeguardCheck] = [
    SafeguardCheck("an account begins by code, logs in, and is renewed by ticket once") { state in
      let scene = try AccountScene(over: try await state.open())
      try await scene.begin("pharmacie")
      try require(try await scene.result("pharmacie"), is: "opened", "the right password")
      try require(
        try await scene.result("pharmacie", "wrong horse battery"), is: "accounts.refused", "a wrong one")
      try require(try await scene.result("nobody"), is: "accounts.refused", "an account that does not exist")
      _ = try await scene.desk.flag(try scene.list("pharmacie"), by: AccountScene.officer, because: "list")
      let ticket = try await scene.ticket("pharmacie")
      try await scene.renew("pharmacie", with: .ticket(ticket), to: "another horse battery")
      try require(try await scene.sessionCount("pharmacie"), is: 0, "sessions after a renewal")
      try require(try await scene.result("pharmacie"), is: "accounts.refused", "the old password")
      try require(
        try await scene.result("pharmacie", "another horse battery"), is: "opened", "the new password")
      try await require(refusing: .accountRenewalRefused, "a ticket twice") {
        try await scene.renew("pharmacie", with: .ticket(ticket), to: "a third horse battery")
      }
    },
    SafeguardCheck("of many who spend one ticket at once, one chooses the password") { state in
      let clock = ManualClock(AccountScene.noon)
      let secret = try ServiceSecret(from: SystemRandomSource())
      let scene = try AccountScene(over: try await state.open(), clock: clock, sharing: secret)
      try await scene.begin("pharmacie")
      _ = try await scene.desk.flag(try scene.list("pharmacie"), by: AccountScene.officer, because: nil)
      let ticket = try await scene.ticket("pharmacie")
      let chosen = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<4 {
          group.addTask {
            do {
              try await scene.renew("pharmacie", with: .ticket(ticket), to: "choice number \(number) of four")
              return true
            } catch { return false }
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try require(chosen, is: 1, "passwords chosen with one ticket")
    },
    SafeguardCheck("attempts count together for all processes of a service") { state in
      let secret = try ServiceSecret(from: SystemRandomSource())
      let clock = ManualClock(AccountScene.noon)
      let rules = try AccountRules(
        cost: ScryptCost(log2N: 4), attempts: AccountAttempts(window: .seconds(600), account: 4, network: 100)
      )
      let one = try AccountScene(over: try await state.open(), rules: rules, clock: clock, sharing: secret)
      let two = try AccountScene(over: one.store, rules: rules, clock: clock, sharing: secret)
      try await one.begin("pharmacie")
      for scene in [one, two, one, two] {
        try require(
          try await scene.result("pharmacie", "wrong", from: "198.51.100.1"), is: "accounts.refused", "")
      }
      try require(
        try await two.result("pharmacie", "wrong", from: "198.51.100.1"), is: "accounts.too-many-attempts",
        "fifth")
      clock.advance(by: .seconds(601))
      try require(try await one.result("pharmacie"), is: "opened", "after the window")
    },
    SafeguardCheck("accounts are found by address, and stay as they are when they are read in again") {
      state in
      let scene = try AccountScene(over: try await state.open())
      for name in ["a", "b", "c"] { try await scene.add(name) }
      let again = try AccountEntry(
        AccountName("b"), owner: nil, address: MailAddress("new@mail.example"))
      let kept = try await scene.desk.add([again], updating: false, by: AccountScene.officer)
      try require([kept.added, kept.updated, kept.unchanged], is: [0, 0, 1], "kept")
      let updated = try await scene.desk.add([again], updating: true, by: AccountScene.officer)
      try require([updated.added, updated.updated, updated.unchanged], is: [0, 1, 0], "updated")
      let flagged = try await scene.desk.flag(
        try scene.list("A@MAIL.example", "b@mail.example", "new@mail.example", "c"), by: AccountScene.officer,
        because: nil)
      try require(flagged.changed, is: 3, "flagged")
      try require(flagged.unknown, is: ["b@mail.example"], "unknown")
    },
  ]

  static func require(
    refusing row: Diagnostic, _ what: String, _ body: () async throws -> Void
  ) async throws {
    do { try await body() } catch let error as CPSError where error.diagnostic == row { return }
    throw SafeguardFailure("\(what): not refused with \(row.code)")
  }
}
