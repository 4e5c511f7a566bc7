internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
public import Hummingbird

extension ServiceFront {
  /// Adds the functions `contacts.show`, `contacts.import` and `contacts.remove`, for those whom the policy opens them to:
  /// nobody, until a rule names them.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func mountContacts<Context: ConversationContext>(
    _ book: ContactBook, on members: RouterGroup<Context>
  ) {
    mount(
      ContactInspection.self, on: members, reading: { text throws(CPSError) in try HolderName(text) }
    ) { permit in ContactInspection.Answer(try await book.contact(of: try permit.redeem())) }
    mountForCaller(
      ContactImport.self, on: members, reading: { text throws(CPSError) in try ContactRoll(text) }
    ) { caller, permit in
      let changed = try await book.set(try permit.redeem(), by: AuditActor(caller.grant))
      return ContactImport.Answer(changed: changed)
    }
    mountForCaller(
      ContactRemoval.self, on: members, reading: { text throws(CPSError) in try HolderName(text) }
    ) { caller, permit in
      let isRemoved = try await book.remove(try permit.redeem(), by: AuditActor(caller.grant))
      return ContactRemoval.Answer(changed: isRemoved ? 1 : 0)
    }
  }
}
