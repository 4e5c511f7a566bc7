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
    _ rules: AccountRules, _ state: ServerState, authenticator: Authenticator,
    messenger: (any RenewalMessenger)?
  ) throws(CPSError) {
    door = try AccountDoor(
      authenticator: authenticator, store: state.store, auditLog: state.auditLog, secret: state.secret,
      rules: rules, messenger: messenger, clock: state.clock, random: state.random)
    renewal = messenger == nil ? nil : door
    // It changes no address: lists of accounts are read at the host (AccountsAct).
    desk = AccountDesk(
      store: state.store, auditLog: state.auditLog, secret: state.secret, rules: rules, telling: nil,
      clock: state.clock)
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
