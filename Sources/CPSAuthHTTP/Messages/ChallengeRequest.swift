internal import CPSDiagnostics
internal import CPSProof

/// The body of a request for a challenge (docs/protocol.md, section 2).
struct ChallengeRequest: Decodable {
  let purpose: Purpose
  let function: FunctionName?

  private enum Key: String, CodingKey, CaseIterable {
    case schema, purpose, function
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    purpose = try container.value(.purpose)
    function = try container.optionalValue(.function)
  }
}
