internal import CPSDiagnostics
internal import CPSProof

/// The body of a request for a token (docs/protocol.md, section 13).
struct TokenRequest: Decodable {
  /// The service that it is for.
  let audience: Audience

  private enum Key: String, CodingKey, CaseIterable {
    case schema, audience
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    do { audience = try Audience(container.string(.audience)) } catch let error as CPSError {
      throw CPSError(.requestMalformed, ["detail": "audience"], reason: error.reason ?? error.diagnostic.code)
    }
  }
}
