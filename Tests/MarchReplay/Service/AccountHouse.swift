import CPSAuth
import CPSAuthHTTP
import CPSAuthSQLite
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Hummingbird
import OpenSSLKit
import SafeguardChecks

/// The accounts as the product keeps them, in the place of ``PasswordDoor``: their owners have chosen the passwords that
/// leaked, and somebody can flag them or answer an intrusion.
struct AccountHouse: Sendable {
  /// The path of the log-in.
  static let loginPath = "/cpsauth/accounts/sessions"
  /// The path of a renewal.
  static let renewalPath = "/cpsauth/accounts/renewal"
  private static let administrator = AuditActor(
    nationalIdentifier: nil, cardNumber: nil, account: "exploitation-fictive", session: "replay")

  private let door: AccountDoor
  private let desk: AccountDesk
  private let codes: OneUseCode
  private let messages: KeptMessages

  /// The accounts of a service, whose passwords cost little: what is replayed is not their guessing.
  init(
    of authenticator: Authenticator, in store: SQLiteStore, log: AuditLog, secret: ServiceSecret,
    clock: ManualClock
  ) throws(CPSError) {
    let random = SystemRandomSource()
    let rules = try AccountRules(cost: ScryptCost(log2N: 4))
    messages = KeptMessages()
    door = try AccountDoor(
      authenticator: authenticator, store: store, auditLog: log, secret: secret, rules: rules,
      messenger: messages, clock: clock, random: random)
    desk = AccountDesk(store: store, auditLog: log, secret: secret, rules: rules, clock: clock)
    codes = OneUseCode(under: secret)
  }

  /// Adds the routes of those who have an account.
  func addRoutes(
    to router: Router<AuthRequestContext>, members: RouterGroup<AuthRequestContext>, of front: ServiceFront
  ) {
    front.addAccounts(door, to: router, members: members)
  }

  /// Lets the owners choose the passwords that will leak, each by a code sent to their address.
  func open(_ credentials: [LeakedCredential], by client: ReplayClient) async throws {
    for credential in credentials {
      let name = try AccountName(credential.account)
      let entry = try AccountEntry(
        name, owner: nil, address: try MailAddress("\(credential.account)@mail.example"))
      _ = try await desk.add([entry], updating: false, by: Self.administrator)
      try await door.begin(for: name, startedBy: Self.administrator, because: "première connexion")
      let code = try codes.text(of: messages.all.last?.code ?? "")
      let answer = try await client.post(
        Self.renewalPath,
        #"{"schema":1,"account":"\#(name.text)","code":"\#(code)","password":"\#(credential.password)"}"#)
      guard answer.status == 204 else { throw CPSError(.internalFault, reason: answer.outcome) }
    }
  }

  /// Flags all accounts as exposed: their passwords were found elsewhere, and must be renewed at the next log-in.
  func flag(_ credentials: [LeakedCredential]) async throws(CPSError) {
    _ = try await desk.flag(try Self.list(credentials), by: Self.administrator, because: "fuite de courriels")
  }

  /// Answers the intrusion: sessions end, and passwords are worth nothing.
  func respond(to credentials: [LeakedCredential], at now: Timestamp) async throws(CPSError) {
    let incident = try AccountIncident(
      in: try Self.list(credentials), from: ReplayService.beginning, until: now + .seconds(1))
    _ = try await desk.respond(to: incident, by: Self.administrator, because: "robot sur dix-neuf comptes")
  }

  private static func list(_ credentials: [LeakedCredential]) throws(CPSError) -> AccountList {
    try AccountList(credentials.map(\.account).joined(separator: ";"))
  }
}
