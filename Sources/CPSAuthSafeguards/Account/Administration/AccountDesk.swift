public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// What is done to accounts of others: by a gated function, or by the operator of a host.
///
/// Every act is one that may be repeated: what is so already stays, and is counted as such.
public struct AccountDesk: Sendable {
  let book: AccountBook
  let store: any AuthStore
  let rules: AccountRules
  let measures: AccountMeasures
  let outbox: NoticeOutbox?
  let clock: any WallClock

  /// The desk of a service.
  ///
  /// - Parameters:
  ///   - secret: the service's secret, shared by its processes.
  ///   - outbox: where the address before is told that an account has another one; nil where no notices are sent.
  public init(
    store: any AuthStore, auditLog: AuditLog, secret: ServiceSecret, rules: AccountRules,
    telling outbox: NoticeOutbox?, clock: any WallClock
  ) {
    book = AccountBook(in: store, sealedBy: secret)
    self.store = store
    self.rules = rules
    self.outbox = outbox
    self.clock = clock
    measures = AccountMeasures(store: store, auditLog: auditLog, clock: clock)
  }

  /// Flags accounts whose password may be known elsewhere: at the next log-in it leads to another one, and opens nothing.
  ///
  /// - Parameters:
  ///   - actor: who does it, whom the audit log names.
  ///   - reason: why.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func flag(
    _ list: AccountList, by actor: AuditActor, because reason: String?
  ) async throws(CPSError) -> AccountChanges {
    try await change(list) { name throws(CPSError) in
      try await flag(name, as: .exposed, by: actor, because: reason)
    }
  }

  /// Takes flags away, such as those of a list that was wrong.
  ///
  /// - Throws: as ``flag(_:by:because:)``.
  public func clear(_ list: AccountList, by actor: AuditActor) async throws(CPSError) -> AccountChanges {
    try await change(list) { name throws(CPSError) in
      try await change(name, "flag-cleared", by: actor) { account in
        guard account.flag != nil else { return false }
        account.flag = nil
        return true
      }
    }
  }

  /// Unblocks accounts that were not used for long, for owners without a card at hand.
  ///
  /// - Throws: as ``flag(_:by:because:)``.
  public func unblock(_ list: AccountList, by actor: AuditActor) async throws(CPSError) -> AccountChanges {
    let now = clock.now()
    return try await change(list) { name throws(CPSError) in
      try await change(name, "account-unblocked", by: actor, ["by": "administrator"]) { account in
        guard account.isDormant(at: now, by: rules) else { return false }
        account.unblockedAt = now
        return true
      }
    }
  }

  /// Does something to each account of a list.
  ///
  /// - Parameter body: says whether it changed anything.
  private func change(
    _ list: AccountList, _ body: (AccountName) async throws(CPSError) -> Bool
  ) async throws(CPSError) -> AccountChanges {
    var changes = AccountChanges()
    var done: Set<AccountName> = []
    for reference in list.references {
      let names = try await book.names(meant: reference.text)
      if names.isEmpty { changes.unknown.append(reference.text) }
      for name in names where done.insert(name).inserted {
        if try await body(name) { changes.changed += 1 } else { changes.unchanged += 1 }
      }
    }
    return changes
  }

  /// Flags one account, ends its sessions where somebody else was in it, and says whether it was not so before.
  func flag(
    _ name: AccountName, as grade: AccountFlag.Grade, by actor: AuditActor, because reason: String?
  ) async throws(CPSError) -> Bool {
    let flag = AccountFlag(grade: grade, since: clock.now(), reason: reason)
    return try await change(name, "account-flagged", by: actor, because: reason, ["grade": grade.rawValue]) {
      account in
      // The graver one stays.
      guard account.flag?.grade != .compromised, account.flag?.grade != grade else { return false }
      account.flag = flag
      if grade == .compromised { account.code = nil }
      return true
    }
  }

  /// Changes the record of an account and notes it; says whether `body` found anything to change.
  func change(
    _ name: AccountName, _ measure: String, by actor: AuditActor, because reason: String? = nil,
    _ facts: [String: String] = [:], _ body: (inout Account) -> Bool
  ) async throws(CPSError) -> Bool {
    var isChanged = false
    try await book.records.change(name.text) { present in
      guard var account = present else { return nil }
      isChanged = body(&account)
      return account
    }
    if isChanged { try await measures.note(measure, name, by: actor, because: reason, facts) }
    return isChanged
  }
}
