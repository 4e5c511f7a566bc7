internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSProof

/// The body of a log-in with a password: `{"schema": 1, "account": "…", "password": "…"}`.
struct AccountLoginRequest: Decodable {
  let account: AccountName
  let password: Password

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account, password
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    account = try AccountMember.name(try container.string(.account))
    password = try Password(try container.string(.password))
  }
}
