internal import CPSDiagnostics
internal import CPSProof

/// What a service tells of a session: whose it is and how long it lasts (docs/protocol.md, section 5).
public struct SessionDetails: Sendable, Hashable {
  /// How long the session lasts at most from now on, in seconds.
  public let expiresIn: Int
  /// How long it lasts without use, in seconds.
  public let idleTimeout: Int
  /// Whose it is.
  public let professional: ProfessionalSummary
  /// Until when the card counts as there; nil where nobody watches it.
  public let presence: PresenceSummary?

  init(
    expiresIn: Int, idleTimeout: Int, professional: ProfessionalSummary, presence: PresenceSummary?
  ) {
    self.expiresIn = expiresIn
    self.idleTimeout = idleTimeout
    self.professional = professional
    self.presence = presence
  }
}

/// The members of a session on the wire: with `token` and `token_type` when it is opened, without later.
struct SessionMembers: Decodable {
  /// Longer than any session may last, in seconds: a week.
  private static let longestLife = 604_800

  let details: SessionDetails
  /// The token; nil in an answer about a session that is open already.
  let token: String?

  private enum Key: String, CodingKey, CaseIterable {
    case schema, token, professional, presence
    case tokenType = "token_type"
    case expiresIn = "expires_in"
    case idleTimeout = "idle_timeout"
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
    try container.requireSchema(1, at: .schema)
    token = try container.optionalValue(.token)
    let type: String? = try container.optionalValue(.tokenType)
    let expiresIn: Int = try container.value(.expiresIn)
    let idleTimeout: Int = try container.value(.idleTimeout)
    guard type == nil || type == "DPoP", token == nil || type == "DPoP" else {
      throw CPSError(.serviceAnswerInvalid, reason: "token type")
    }
    guard (0...Self.longestLife).contains(expiresIn), (0...Self.longestLife).contains(idleTimeout) else {
      throw CPSError(.serviceAnswerInvalid, reason: "life of the session")
    }
    details = SessionDetails(
      expiresIn: expiresIn, idleTimeout: idleTimeout, professional: try container.value(.professional),
      presence: try container.optionalValue(.presence))
  }
}
