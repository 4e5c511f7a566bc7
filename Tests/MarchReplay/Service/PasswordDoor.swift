import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSProof
import Hummingbird

/// The log-in that the service had before any measure: a name and a password, and nothing else is looked at.
struct PasswordDoor: Sendable {
  /// The path.
  static let path = "/replay/account-sessions"

  private struct Login: Decodable {
    enum Key: String, CodingKey, CaseIterable {
      case schema, account, password
    }

    let account: String
    let password: String

    init(from decoder: any Decoder) throws {
      let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
      try container.requireSchema(1, at: .schema)
      account = try container.string(.account)
      password = try container.string(.password)
    }
  }

  let front: ServiceFront
  let authenticator: Authenticator

  /// Adds the route.
  func addRoutes(to router: Router<AuthRequestContext>) {
    let passwords = Dictionary(
      uniqueKeysWithValues: AccountCredential.leaked.map { ($0.account, $0.password) })
    front.strangers(of: router, for: .passwordUse).post(RouterPath(Self.path)) {
      [front, authenticator] request, context in
      let login = try await JSONBody.read(Login.self, from: request, otherwise: .requestMalformed)
      guard passwords[login.account] == login.password else { throw CPSError(.sessionMissing) }
      let opened = try await authenticator.openAccountSession(
        for: try AccountName(login.account), request: request.origin(in: context.conversation))
      return try front.response(about: .account(opened.session), token: opened.token)
    }
  }
}
