internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// The body of a log-in to a fictitious account: `{"schema": 1, "account": "…"}`.
///
/// Stands for the service's own log-in with a password, which this product does not make.
struct DemonstrationLogin: Decodable {
  /// The accounts that there are.
  static let accounts: Set<String> = ["pharmacie-demonstration", "cabinet-demonstration"]

  let account: AccountName

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    let name = try container.string(.account)
    guard Self.accounts.contains(name) else {
      throw CPSError(.requestMalformed, ["detail": "no such account"], reason: "no such account")
    }
    account = try AccountName(name)
  }
}
