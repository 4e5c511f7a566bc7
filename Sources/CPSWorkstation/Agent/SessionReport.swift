public import CPSProof

/// The session that the agent holds, as `status` and `login` show it.
public struct SessionReport: Sendable, Hashable, Codable {
  /// The service.
  public let server: String
  /// The environment.
  public let environment: TrustEnvironment
  /// How long it lasts at most from now on, in seconds.
  public let expiresIn: Int
  /// How long it lasts without use, in seconds.
  public let idleTimeout: Int
  /// Whose it is.
  public let professional: ProfessionalSummary
  /// Until when the card counts as there; nil where nobody watches it.
  public let presence: PresenceSummary?

  private enum CodingKeys: String, CodingKey {
    case server, environment, professional, presence
    case expiresIn = "expires_in"
    case idleTimeout = "idle_timeout"
  }

  init(of target: ServiceTarget, _ details: SessionDetails) {
    server = target.audience.text
    environment = target.environment
    expiresIn = details.expiresIn
    idleTimeout = details.idleTimeout
    professional = details.professional
    presence = details.presence
  }
}
