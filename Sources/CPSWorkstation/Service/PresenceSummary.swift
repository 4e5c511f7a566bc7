internal import CPSDiagnostics
public import CPSProof

/// The presence lease of a session, as the service tells it (docs/protocol.md, section 9).
public struct PresenceSummary: Sendable, Hashable, Codable {
  /// Longer than any lease, in seconds: an hour.
  private static let longestLease = 3_600

  /// How presence is shown; nil while only the login vouches for the card.
  public let kind: PresenceKind?
  /// How long the card counts as there from now on, in seconds.
  public let expiresIn: Int

  private enum Key: String, CodingKey, CaseIterable {
    case kind
    case expiresIn = "expires_in"
  }

  /// Reads the `presence` member; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
    kind = try container.optionalValue(.kind)
    expiresIn = try container.value(.expiresIn)
    guard (0...Self.longestLease).contains(expiresIn) else {
      throw CPSError(.serviceAnswerInvalid, reason: "presence lease")
    }
  }

  /// Writes the `presence` member.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encodeIfPresent(kind, forKey: .kind)
    try container.encode(expiresIn, forKey: .expiresIn)
  }
}
