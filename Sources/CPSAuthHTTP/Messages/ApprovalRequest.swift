internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof
internal import CPSTrust

/// The body with which a second person agrees to a call (docs/protocol.md, section 7).
struct ApprovalRequest: Decodable {
  /// The text that names the person whom the call is about; the function's own type reads it.
  let subject: String
  /// Whose call it is.
  let beneficiary: ApprovalBeneficiary

  private enum Key: String, CodingKey, CaseIterable {
    case schema, subject, account
    case nationalIdentifier = "national_id"
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    subject = try container.string(.subject)
    let person: NationalIdentifier? = try container.optionalValue(.nationalIdentifier)
    let account: AccountName? = try container.optionalValue(.account)
    switch (person, account) {
    case (let person?, nil): beneficiary = .person(person)
    case (nil, let account?): beneficiary = .account(account)
    case (nil, nil), (_?, _?):
      throw CPSError(.requestMalformed, ["detail": "either national_id or account"])
    }
  }
}
