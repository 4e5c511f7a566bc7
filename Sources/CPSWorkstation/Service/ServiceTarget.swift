public import CPSDiagnostics
public import CPSProof

/// The service that a login is meant for, as this workstation was told.
public struct ServiceTarget: Sendable, Hashable {
  /// The service.
  public let audience: Audience
  /// The environment that this workstation is configured for.
  public let environment: TrustEnvironment
  /// A file with the authorities that TLS is verified against, in place of the system's; an absolute path.
  public let authoritiesFile: String?

  /// A target from its parts.
  ///
  /// - Throws: ``Diagnostic/serviceInsecure`` for `http` with any other than synthetic cards
  ///   (docs/protocol.md, section 1).
  public init(
    audience: Audience, environment: TrustEnvironment, authoritiesFile: String?
  ) throws(CPSError) {
    guard audience.scheme == .https || environment == .synthetic else {
      throw CPSError(.serviceInsecure, ["server": audience.text], reason: "http with \(environment.rawValue)")
    }
    self.audience = audience
    self.environment = environment
    self.authoritiesFile = authoritiesFile
  }

  /// Refuses a service that describes itself as another than the one that is meant.
  ///
  /// - Throws: ``Diagnostic/serviceEnvironmentMismatch``, ``Diagnostic/serviceOriginMismatch``.
  func require(_ description: ServiceDescription) throws(CPSError) {
    guard description.environment == environment else {
      throw CPSError(
        .serviceEnvironmentMismatch,
        [
          "server": audience.text, "theirs": description.environment.rawValue,
          "ours": environment.rawValue,
        ])
    }
    guard description.audience == audience.text else {
      let theirs = String(description.audience.prefix(300))
      throw CPSError(.serviceOriginMismatch, ["server": audience.text, "theirs": theirs])
    }
  }
}

extension ServiceTarget: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case server, environment, authorities
  }

  /// Reads the form in which a command names it to the agent.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .agentUnavailable)
    try self.init(
      audience: try Audience(try container.string(.server)),
      environment: try container.value(.environment),
      authoritiesFile: try container.optionalValue(.authorities))
  }

  /// Writes the form in which a command names it to the agent.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(audience.text, forKey: .server)
    try container.encode(environment, forKey: .environment)
    try container.encodeIfPresent(authoritiesFile, forKey: .authorities)
  }
}
