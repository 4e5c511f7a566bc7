import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics

/// What the commands about accounts have in common.
enum AccountsAct {
  /// Opens the state and hands on the desk of accounts.
  ///
  /// - Throws: as ``HostState/useRecords(_:_:)``, and what `body` throws.
  static func use<Value: Sendable>(
    _ options: HostOptions, _ body: (HostOffice, AccountDesk) async throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    let settings = try options.settings()
    return try await HostState.useRecords(settings) { office throws(CPSError) in
      try await body(
        office,
        AccountDesk(
          store: office.store, auditLog: office.auditLog, secret: office.secret,
          rules: settings.accounts ?? .standard, telling: settings.notices == nil ? nil : office.outbox,
          clock: office.clock))
    }
  }

  /// Does something to each account of a list, in acts of the host that an entry of the audit log can hold, and shows
  /// what became of all.
  ///
  /// - Throws: as ``use(_:_:)``; what acts before have done stays done.
  static func change<F: GatedFunction>(
    _ options: AccountListOptions, _ host: HostOptions, on console: HostConsole, _ function: F.Type,
    _ body: (HostOffice, AccountDesk, AccountList, AccessReason) async throws(CPSError) -> AccountChanges
  ) async throws(CPSError) where F.Subject == AccountList, F.Answer == AccountChanges {
    let (lists, reason) = (try options.lists(), try options.why.accessReason())
    let changes = try await use(host) { office, desk throws(CPSError) in
      var all = AccountChanges()
      for list in lists {
        all.add(
          try await office.desk.act(F.self, on: list, because: reason) { () async throws(CPSError) in
            try await body(office, desk, list, reason)
          })
      }
      return all
    }
    try console.show(changes, or: AccountTexts.lines(of: changes, in: console.language))
  }
}

extension HostOffice {
  /// Who acts.
  var actor: AuditActor { AuditActor(hostOperator: HostOperator.ofThisProcess.name) }
}
