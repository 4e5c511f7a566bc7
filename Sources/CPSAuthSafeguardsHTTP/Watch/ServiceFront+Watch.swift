internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the functions `watch.list`, `watch.add` and `watch.remove`, for those whom the policy opens them to: nobody, until
  /// a rule names them.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func mountWatch<Context: ConversationContext>(
    _ book: ObservationBook, on members: RouterGroup<Context>
  ) {
    mount(
      ObservationInspection.self, on: members,
      reading: { text throws(CPSError) in try ObservationInspection.Everybody(text) }
    ) { permit in
      _ = try permit.redeem()
      return ObservationInspection.Answer(observed: try await book.all())
    }
    mountForCaller(
      ObservationAddition.self, on: members, reading: { text throws(CPSError) in try ObservationOrder(text) }
    ) { caller, permit in try await book.add(try permit.redeem(), by: AuditActor(caller.grant)) }
    mountForCaller(
      ObservationRemoval.self, on: members, reading: { text throws(CPSError) in try HolderName(text) }
    ) { caller, permit in try await book.remove(try permit.redeem(), by: AuditActor(caller.grant)) }
  }
}
