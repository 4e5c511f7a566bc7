internal import CPSDiagnostics

/// What a workstation answers to a presence challenge: its own word, or the card's signature.
///
/// A type of its own, so that no function that wants a ``Proof`` of a login or of a step-up takes it.
public enum PresenceAnswer: Sendable, Hashable {
  /// The workstation's word.
  case watched(PresenceStatement)
  /// The card's signature over a transcript of purpose `presence`.
  case signed(Proof)

  /// Of which kind it is.
  public var kind: PresenceKind {
    switch self {
    case .watched: .watched
    case .signed: .signed
    }
  }
}

extension PresenceAnswer: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case schema, statement, proof
  }

  /// Reads the JSON of docs/protocol.md, section 9: exactly one of both; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .proofMalformed)
    try container.requireSchema(1, at: .schema)
    let statement: PresenceStatement? = try container.optionalValue(.statement)
    let proof: Proof? = try container.optionalValue(.proof)
    switch (statement, proof) {
    case (let statement?, nil): self = .watched(statement)
    case (nil, let proof?): self = .signed(proof)
    default: throw CPSError(.proofMalformed, reason: "neither or both of statement and proof")
    }
  }

  /// Writes the JSON of docs/protocol.md, section 9.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    switch self {
    case .watched(let statement): try container.encode(statement, forKey: .statement)
    case .signed(let proof): try container.encode(proof, forKey: .proof)
    }
  }
}
