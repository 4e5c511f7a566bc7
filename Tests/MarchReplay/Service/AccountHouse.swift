import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
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

  private let front: ServiceFront
  private let door: AccountDoor
  private let desk: AccountDesk
  private let codes: OneUseCode
  private let messages = KeptMessages()

  /// The accounts of a service, whose passwords cost little: what is replayed is not their guessing.
  init(on parts: ReplayParts) throws(CPSError) {
    let rules = try AccountRules(cost: ScryptCost(log2N: 4))
    front = parts.front
    door = try AccountDoor(
      authenticator: parts.authenticator, store: parts.store, auditLog: parts.log, secret: parts.secret,
      rules: rules, messenger: messages, clock: parts.clock, random: parts.random)
    desk = AccountDesk(
      store: parts.store, auditLog: parts.log, secret: parts.secret, rules: rules, telling: nil,
      clock: parts.clock)
    codes = OneUseCode(under: parts.secret)
  }

  /// Begins renewals for a measure that found a reason to.
  var renewal: any CredentialRenewal { door }

  /// How many codes went to the mailboxes of owners so far.
  var codesSent: Int { messages.all.count }

  /// Adds the routes of those who have an account.
  func addRoutes(to router: Router<AuthRequestContext>, members: RouterGroup<AuthRequestContext>) {
    front.addAccounts(door, to: router, members: members)
  }

  /// Lets an owner choose their password, by a code sent to their address.
  func open(_ credential: AccountCredential, by owner: ReplayClient) async throws {
    let name = try AccountName(credential.account)
    let entry = try AccountEntry(name, owner: nil, address: try MailAddress(credential.mailbox))
    _ = try await desk.add([entry], updating: false, by: ReplayService.hostOperator)
    try await door.begin(for: name, startedBy: ReplayService.hostOperator, because: "première connexion")
    let code = try codes.text(of: messages.all.last?.code ?? "")
    let answer = try await owner.post(
      Self.renewalPath,
      #"{"schema":1,"account":"\#(name.text)","code":"\#(code)","password":"\#(credential.password)"}"#)
    guard answer.status == 204 else { throw CPSError(.internalFault, reason: answer.outcome) }
  }

  /// Flags all accounts as exposed: their passwords were found elsewhere, and must be renewed at the next log-in.
  func flag(_ credentials: [AccountCredential]) async throws(CPSError) {
    _ = try await desk.flag(
      try Self.list(credentials), by: ReplayService.hostOperator, because: "fuite de courriels")
  }

  /// Answers the intrusion: sessions end, and passwords are worth nothing.
  func respond(to credentials: [AccountCredential]) async throws(CPSError) {
    let incident = try AccountIncident(
      in: try Self.list(credentials), from: ReplayService.beginning)
    _ = try await desk.respond(
      to: incident, by: ReplayService.hostOperator, because: "robot sur dix-neuf comptes")
  }

  private static func list(_ credentials: [AccountCredential]) throws(CPSError) -> AccountList {
    try AccountList(credentials.map(\.account).joined(separator: ";"))
  }
}
