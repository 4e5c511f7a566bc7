internal import CPSDiagnostics
internal import CPSProof

/// The body of a call of a gated function (docs/protocol.md, section 7).
struct FunctionRequest: Decodable {
  /// The text that names the person; the function's own type reads it.
  let subject: String

  private enum Key: String, CodingKey, CaseIterable {
    case schema, subject
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .requestMalformed)
    try container.requireSchema(1, at: .schema)
    subject = try container.string(.subject)
  }
}
