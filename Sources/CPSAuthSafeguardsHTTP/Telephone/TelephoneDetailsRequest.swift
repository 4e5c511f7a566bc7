internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSProof

/// The body by which a professional registers the characters of an account (docs/protocol.md, section 16).
struct TelephoneDetailsRequest: Decodable {
  /// The account.
  let account: CalledAccount
  private let characters: String

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account, characters
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    account = try CalledAccount(try container.string(.account))
    characters = try container.string(.characters)
  }

  /// What is to be registered, of which only a code is left.
  ///
  /// - Throws: ``Diagnostic/bankDetailsWhole``, ``Diagnostic/bankCharactersMalformed``.
  func claim(under ring: TelephoneKeyRing) throws(CPSError) -> TelephoneClaim {
    try ring.claim(of: try BankCharacters(characters), for: account.name)
  }
}
