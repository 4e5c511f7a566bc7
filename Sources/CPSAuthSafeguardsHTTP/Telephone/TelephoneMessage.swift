/// What a route of the telephone check answers (docs/protocol.md, section 16): the members of the answer beside `schema`.
struct TelephoneMessage<Answer: Encodable>: Encodable {
  private enum Key: String, CodingKey {
    case schema
  }

  private let answer: Answer

  init(_ answer: Answer) { self.answer = answer }

  func encode(to encoder: any Encoder) throws {
    try answer.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
  }
}
