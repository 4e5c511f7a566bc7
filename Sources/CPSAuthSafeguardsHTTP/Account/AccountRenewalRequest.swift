internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSProof

/// The body of a renewal: `{"schema": 1, "account": "…", "ticket": "…", "password": "…"}`, or `code` in the place of
/// `ticket`.
struct AccountRenewalRequest: Decodable {
  private static let maximumProofLength = 64

  let account: AccountName
  let proof: RenewalProof
  let password: Password

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account, ticket, code, password
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    account = try AccountMember.name(try container.string(.account))
    let ticket: String? = try container.optionalValue(.ticket)
    let code: String? = try container.optionalValue(.code)
    switch (ticket, code) {
    case (let ticket?, nil) where ticket.utf8.count <= Self.maximumProofLength: proof = .ticket(ticket)
    case (nil, let code?) where code.utf8.count <= Self.maximumProofLength: proof = .code(code)
    default: throw CPSError(.requestMalformed, ["detail": "ticket, or code"], reason: "ticket or code")
    }
    password = try Password(try container.string(.password))
  }
}
