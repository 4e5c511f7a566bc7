internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSProof

/// The body of a telephone check (docs/protocol.md, section 16).
struct TelephoneCheckRequest: Decodable {
  /// The account for which somebody calls.
  let account: CalledAccount
  /// Who calls.
  let caller: TelephoneCaller
  /// Whether a renewal is to be started for who is confirmed.
  let startsRenewal: Bool
  private let characters: String
  private let reason: String?

  private enum Key: String, CodingKey, CaseIterable {
    case schema, account, characters, caller, renew, reason
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    account = try CalledAccount(try container.string(.account))
    // Judged here: an error of what is inside a member would be told as one of the member.
    caller = try (container.value(.caller) as CallerMember).caller()
    startsRenewal = try container.optionalValue(.renew) ?? false
    characters = try container.string(.characters)
    reason = try container.optionalValue(.reason)
  }

  /// What the caller says, of which only a code is left.
  ///
  /// - Throws: ``Diagnostic/bankDetailsWhole``, ``Diagnostic/bankCharactersMalformed``.
  func claim(under ring: TelephoneKeyRing) throws(CPSError) -> TelephoneClaim {
    try ring.claim(of: try BankCharacters(characters), for: account.name)
  }

  /// What the agent declares.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed``.
  func circumstances() throws(CPSError) -> Circumstances {
    Circumstances(reason: try reason.map { text throws(CPSError) in try AccessReason(text) })
  }
}

/// The member `caller`: a role, and a name where it is not the professional's own call.
private struct CallerMember: Decodable {
  private static let professional = "professional"

  private let role: String
  private let name: String?

  private enum Key: String, CodingKey, CaseIterable {
    case role, name
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    role = try container.string(.role)
    name = try container.optionalValue(.name)
  }

  /// Who that is.
  ///
  /// - Throws: ``Diagnostic/telephoneCallerMalformed``.
  func caller() throws(CPSError) -> TelephoneCaller {
    if role == Self.professional, name == nil { return .professional }
    guard let role = DelegateRole(rawValue: role), let name else { throw CPSError(.telephoneCallerMalformed) }
    return .delegate(try DelegatePerson(role, named: name))
  }
}
