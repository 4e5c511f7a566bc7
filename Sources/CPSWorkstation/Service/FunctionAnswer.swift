internal import CPSDiagnostics
public import CPSProof

/// What a gated function answered (docs/protocol.md, section 7).
public struct FunctionAnswer: Sendable, Hashable, Codable {
  /// The function.
  public let function: FunctionName
  /// Its answer, of a form that is between the function and whoever called it.
  public let answer: JSONValue

  private enum Key: String, CodingKey, CaseIterable {
    case schema, function, answer
  }

  /// Reads the JSON of docs/protocol.md, section 7; unknown members are refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .serviceAnswerInvalid)
    try container.requireSchema(1, at: .schema)
    function = try container.value(.function)
    answer = try container.optionalValue(.answer) ?? .null
  }

  /// Writes the JSON of docs/protocol.md, section 7.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(function, forKey: .function)
    try container.encode(answer, forKey: .answer)
  }
}
