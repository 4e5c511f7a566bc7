internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the functions `accounts.list`, `accounts.flag`, `accounts.clear`, `accounts.unblock` and `accounts.respond`, for
  /// those whom the policy opens them to: nobody, until a rule names them.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func mountAccountAdministration<Context: ConversationContext>(
    _ desk: AccountDesk, on members: RouterGroup<Context>
  ) {
    mount(
      AccountInspection.self, on: members, reading: { text throws(CPSError) in try AccountSelector(text) }
    ) { permit in try await desk.accounts(try permit.redeem()) }
    mountForCaller(AccountFlagging.self, on: members, reading: Self.accounts) { caller, permit in
      try await desk.flag(try permit.redeem(), by: AuditActor(of: caller), because: nil)
    }
    mountForCaller(AccountClearing.self, on: members, reading: Self.accounts) { caller, permit in
      try await desk.clear(try permit.redeem(), by: AuditActor(of: caller))
    }
    mountForCaller(AccountUnblocking.self, on: members, reading: Self.accounts) { caller, permit in
      try await desk.unblock(try permit.redeem(), by: AuditActor(of: caller))
    }
    mountForCaller(
      AccountResponse.self, on: members, reading: { text throws(CPSError) in try AccountIncident(text) }
    ) { caller, permit in
      try await desk.respond(to: try permit.redeem(), by: AuditActor(of: caller), because: nil)
    }
  }

  @Sendable private static func accounts(_ text: String) throws(CPSError) -> AccountList {
    try AccountList(text)
  }
}
