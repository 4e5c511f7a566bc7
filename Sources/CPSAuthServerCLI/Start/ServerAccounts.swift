import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import Hummingbird

/// The accounts with a password of a server.
struct ServerAccounts {
  /// What another measure may start; nil where no notices are sent.
  let renewal: (any CredentialRenewal)?
  private let door: AccountDoor
  private let desk: AccountDesk

  /// Puts them together.
  ///
  /// - Parameter messenger: sends codes; nil where no notices are sent.
  /// - Throws: ``Diagnostic/configurationInvalid`` for a cost too low for real passwords.
  init(
    _ rules: AccountRules, authenticator: Authenticator, store: any AuthStore, secret: ServiceSecret,
    auditLog: AuditLog, messenger: (any RenewalMessenger)?, clock: any WallClock, random: any RandomSource
  ) throws(CPSError) {
    door = try AccountDoor(
      authenticator: authenticator, store: store, auditLog: auditLog, secret: secret, rules: rules,
      messenger: messenger, clock: clock, random: random)
    renewal = messenger == nil ? nil : door
    desk = AccountDesk(store: store, auditLog: auditLog, secret: secret, rules: rules, clock: clock)
  }

  /// Seals every account under the present secret, where another one is accepted beside it and may be given up later.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  static func sealAnew(in store: any AuthStore, under secret: ServiceSecret) async throws(CPSError) {
    try await AccountBook(in: store, sealedBy: secret).sealAnew()
  }

  /// Adds their routes and functions.
  func mount(
    on front: ServiceFront, to router: Router<AuthRequestContext>,
    _ members: RouterGroup<AuthRequestContext>
  ) {
    front.addAccounts(door, to: router, members: members)
    front.mountAccountAdministration(desk, on: members)
  }
}
