internal import CPSProof

/// What a gated function answered (docs/protocol.md, section 7).
struct FunctionResult<Answer: Encodable>: Encodable {
  private enum Key: String, CodingKey {
    case schema, function, answer
  }

  let function: FunctionName
  let answer: Answer

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(function, forKey: .function)
    try container.encode(answer, forKey: .answer)
  }
}
