internal import CPSAuth
public import CPSAuthHTTP
public import CPSAuthSafeguards
internal import CPSDiagnostics
internal import HTTPTypes
public import Hummingbird

extension ServiceFront {
  /// Adds what those do who have an account (docs/protocol.md, section 15).
  ///
  /// For strangers `POST /cpsauth/accounts/sessions`, `/renewal` and `/renewal-codes`; for those with a card session
  /// `POST /cpsauth/accounts/unblock` and `/password`.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func addAccounts<Context: ConversationContext>(
    _ door: AccountDoor, to router: Router<Context>, members: RouterGroup<Context>
  ) {
    let strangers = strangers(of: router, for: .passwordUse)
    addAccountLogin(door, to: strangers)
    addAccountRenewal(door, to: strangers)
    members.post("cpsauth/accounts/unblock") { request, context in
      let session = try context.requireSession().requireCard()
      let body = try await JSONBody.read(AccountRequest.self, from: request, otherwise: .requestMalformed)
      try await door.unblock(body.account, as: session)
      return Response(status: .noContent)
    }
    members.post("cpsauth/accounts/password") { request, context in
      let session = try context.requireSession().requireCard()
      let body = try await JSONBody.read(
        AccountLoginRequest.self, from: request, otherwise: .requestMalformed)
      try await door.renew(body.account, to: body.password, as: session)
      return Response(status: .noContent)
    }
  }

  private func addAccountLogin<Context: ConversationContext>(
    _ door: AccountDoor, to group: RouterGroup<Context>
  ) {
    group.post("cpsauth/accounts/sessions") { [self] request, context in
      let body = try await JSONBody.read(
        AccountLoginRequest.self, from: request, otherwise: .requestMalformed)
      switch try await door.logIn(
        to: body.account, with: body.password, request: request.origin(in: context.conversation))
      {
      case .opened(let opened):
        return try response(about: .account(opened.session), token: opened.token)
      case .renewalRequired(nil): throw CPSError(.accountRenewalRequired)
      case .renewalRequired(let ticket?):
        let life = Int(door.rules.ticketLife.components.seconds)
        throw ExtendedFailure(
          CPSError(.accountRenewalRequired),
          members: ["ticket": .text(ticket.text), "expires_in": .number(life)])
      }
    }
  }

  private func addAccountRenewal<Context: ConversationContext>(
    _ door: AccountDoor, to group: RouterGroup<Context>
  ) {
    group.post("cpsauth/accounts/renewal") { request, context in
      let body = try await JSONBody.read(
        AccountRenewalRequest.self, from: request, otherwise: .requestMalformed)
      try await door.renew(
        body.account, with: body.proof, to: body.password, request: request.origin(in: context.conversation))
      return Response(status: .noContent)
    }
    group.post("cpsauth/accounts/renewal-codes") { request, context in
      let body = try await JSONBody.read(AccountRequest.self, from: request, otherwise: .requestMalformed)
      try await door.requestCode(for: body.account, request: request.origin(in: context.conversation))
      return Response(status: .accepted)
    }
  }
}
