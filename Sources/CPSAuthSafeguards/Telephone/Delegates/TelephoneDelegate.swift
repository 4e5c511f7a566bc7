internal import CPSDiagnostics
public import CPSPrimitives

/// Somebody whom a professional has declared, so that they may call in the name of an account; they need no card.
public struct TelephoneDelegate: Sendable, Hashable {
  /// The most of one account.
  public static let maximumCount = 20

  /// Who, and in what quality.
  public let person: DelegatePerson
  /// When they were declared.
  public let declaredAt: Timestamp
}

extension TelephoneDelegate: Codable {
  private enum Key: String, CodingKey {
    case role, name
    case declaredAt = "declared_at"
  }

  /// Reads what ``encode(to:)`` wrote.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    person = try DelegatePerson(
      try container.decode(DelegateRole.self, forKey: .role),
      named: try container.decode(String.self, forKey: .name))
    guard let moment = Timestamp(rfc3339: try container.decode(String.self, forKey: .declaredAt)) else {
      throw CPSError(.inputMalformed, ["detail": "moment"])
    }
    declaredAt = moment
  }

  /// Writes role, name, and the moment as RFC 3339 does.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(person.role, forKey: .role)
    try container.encode(person.name, forKey: .name)
    try container.encode(declaredAt.rfc3339, forKey: .declaredAt)
  }
}
