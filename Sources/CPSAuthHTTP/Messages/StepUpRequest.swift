internal import CPSDiagnostics
internal import CPSProof

/// The body of a step-up (docs/protocol.md, section 11).
struct StepUpRequest: Decodable {
  let function: FunctionName
  /// The text that names the person whom it is about; nil for a step-up about anybody.
  let subject: String?
  let proof: Proof

  private enum Key: String, CodingKey, CaseIterable {
    case schema, function, subject, proof
  }

  init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .proofMalformed)
    try container.requireSchema(1, at: .schema)
    function = try container.value(.function)
    subject = try container.optionalValue(.subject)
    proof = try container.value(.proof)
  }
}
