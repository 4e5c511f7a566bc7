public import CPSPrimitives

/// Which answer of a status responder said that a certificate is good; kept for the audit.
public struct StatusFacts: Sendable, Hashable, Codable {
  /// The responder's name, or the hash of its key, for people.
  public let responder: String
  /// Whether the responder is one that the authority has made, and not the authority itself.
  public let isDelegate: Bool
  /// When the answer was signed.
  public let producedAt: Timestamp
  /// When the status was known to be right.
  public let thisUpdate: Timestamp
  /// When something newer was due; nil when the responder did not say.
  public let nextUpdate: Timestamp?
  /// Whether the answer was made for the very request.
  public let nonce: NonceEcho

  /// Facts from their parts; holding them proves nothing.
  public init(
    responder: String, isDelegate: Bool, producedAt: Timestamp, thisUpdate: Timestamp,
    nextUpdate: Timestamp?, nonce: NonceEcho
  ) {
    self.responder = responder
    self.isDelegate = isDelegate
    self.producedAt = producedAt
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
    self.nonce = nonce
  }
}
