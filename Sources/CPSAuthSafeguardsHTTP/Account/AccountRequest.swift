internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// A body that names an account and nothing else: `{"schema": 1, "account": "…"}`.
struct AccountRequest: Decodable {
  let account: AccountName

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    account = try AccountMember.name(try container.string(.account))
  }
}
