public import CPSDiagnostics
internal import CPSPrimitives

/// What a service asks a workstation to have signed, as the workstation sees it.
///
/// It names no audience: that is what the workstation itself knows (DESIGN.md, "The way of the data", 2).
/// The id is opaque here; the service authenticates it and finds in it everything that it issued.
public struct Challenge: Sendable, Hashable {
  /// The longest id, in bytes of ASCII.
  public static let maximumIDLength = 1_024
  /// The longest life that a service may give to a challenge, in seconds.
  public static let maximumLifeInSeconds = 60

  /// The opaque id.
  public let id: String
  /// The nonce.
  public let nonce: Nonce
  /// What the signature may be used for.
  public let purpose: Purpose
  /// The function that is to be confirmed; nil for a login.
  public let function: FunctionName?
  /// How long the challenge lives from its issue, in seconds: 1 to 60.
  public let lifeInSeconds: Int

  /// A challenge from its parts.
  ///
  /// - Throws: ``Diagnostic/challengeMalformed``.
  public init(
    id: String, nonce: Nonce, purpose: Purpose, function: FunctionName?, lifeInSeconds: Int
  ) throws(CPSError) {
    guard (16...Self.maximumIDLength).contains(id.utf8.count), Self.isOpaque(id),
      (1...Self.maximumLifeInSeconds).contains(lifeInSeconds)
    else { throw CPSError(.challengeMalformed) }
    self.id = id
    self.nonce = nonce
    self.purpose = purpose
    self.function = function
    self.lifeInSeconds = lifeInSeconds
  }

  /// Base64url characters and the full stop: what an id may be made of.
  private static func isOpaque(_ id: String) -> Bool {
    id.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
  }
}

extension Challenge: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case schema, id, nonce, purpose, function
    case lifeInSeconds = "expires_in"
  }

  /// Reads the JSON of docs/protocol.md, section 2; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .challengeMalformed)
    try container.requireSchema(1, at: .schema)
    try self.init(
      id: try container.string(.id),
      nonce: try Nonce(try container.bytes(.nonce, atMost: Nonce.length)),
      purpose: try container.value(.purpose),
      function: try container.optionalValue(.function),
      lifeInSeconds: try container.value(.lifeInSeconds))
  }

  /// Writes the JSON of docs/protocol.md, section 2.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(id, forKey: .id)
    try container.encode(Base64URL.encode(nonce.bytes), forKey: .nonce)
    try container.encode(purpose, forKey: .purpose)
    try container.encodeIfPresent(function, forKey: .function)
    try container.encode(lifeInSeconds, forKey: .lifeInSeconds)
  }
}
