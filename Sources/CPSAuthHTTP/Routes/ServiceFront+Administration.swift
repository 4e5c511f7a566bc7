internal import CPSAuth
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the functions `sessions.list` and `sessions.end`, for those whom the policy opens them to: nobody, until a
  /// rule names them.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func mountSessionAdministration<Context: ConversationContext>(on members: RouterGroup<Context>) {
    let authenticator = authenticator
    mount(SessionInspection.self, on: members, reading: Self.selector) { permit in
      try await authenticator.sessions(try permit.redeem())
    }
    mountForCaller(SessionRemoval.self, on: members, reading: Self.selector) { caller, permit in
      try await authenticator.end(try permit.redeem(), by: caller)
    }
  }

  @Sendable private static func selector(_ text: String) throws(CPSError) -> SessionSelector {
    try SessionSelector(text)
  }
}
