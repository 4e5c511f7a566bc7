internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the functions `delegations.declare`, `delegations.list` and `delegations.revoke`, for those whom the policy
  /// opens them to: nobody, until a rule names them.
  ///
  /// Each wants a session of a card; who calls sees and changes their own delegations only.
  ///
  /// - Parameters:
  ///   - desk: where delegations are declared.
  ///   - members: the group that ``addRoutes(to:)`` gave.
  public func mountDelegations<Context: ConversationContext>(
    _ desk: DelegationDesk, on members: RouterGroup<Context>
  ) {
    mountForCaller(
      DelegationDeclaration.self, on: members,
      reading: { text throws(CPSError) in try DelegationTerms(text) }
    ) { caller, permit in
      try await desk.declare(try permit.redeem(), as: try caller.requireCard())
    }
    mountForCaller(DelegationInspection.self, on: members, reading: Self.delegations) { caller, permit in
      try await desk.delegations(try permit.redeem(), as: try caller.requireCard())
    }
    mountForCaller(DelegationRevocation.self, on: members, reading: Self.delegations) { caller, permit in
      try await desk.revoke(try permit.redeem(), as: try caller.requireCard())
    }
  }

  @Sendable private static func delegations(_ text: String) throws(CPSError) -> DelegationSelector {
    try DelegationSelector(text)
  }
}
