internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Enforces bans before all routes, and adds the functions `bans.list`, `bans.add` and `bans.lift` for those whom the
  /// policy opens them to: nobody, until a rule names them.
  ///
  /// - Parameters:
  ///   - banGuard: knows the bans; what is changed here it knows at once.
  ///   - members: the group that ``addRoutes(to:)`` gave.
  public func mountBans<Context: ConversationContext>(
    _ book: BanBook, enforcedBy banGuard: BanGuard, on members: RouterGroup<Context>
  ) {
    add(screen: BanScreen(banGuard: banGuard))
    mount(
      BanInspection.self, on: members, reading: { text throws(CPSError) in try BanSelection(text) }
    ) { permit in try await BanListing(of: book, try permit.redeem()) }
    mountForCaller(
      BanAddition.self, on: members, reading: { text throws(CPSError) in try BanOrder(text) }
    ) { caller, permit in
      let ban = try await book.add(try permit.redeem(), by: AuditActor(caller.grant))
      try await banGuard.refresh()
      return BanLine(ban)
    }
    mountForCaller(
      BanRemoval.self, on: members, reading: { text throws(CPSError) in try AddressBlock(text) }
    ) { caller, permit in
      let ban = try await book.lift(try permit.redeem(), by: AuditActor(caller.grant))
      try await banGuard.refresh()
      return BanLine(ban)
    }
  }
}
