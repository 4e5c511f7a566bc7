import CPSProof

/// A challenge that a ``FakeService`` has issued.
struct FakeChallenge {
  let nonce: Nonce
  let key: KeyThumbprint
  let purpose: Purpose
  let function: FunctionName?
}

/// The body of a request for a challenge.
struct FakeChallengeRequest: Decodable {
  let schema: Int
  let purpose: Purpose
  let function: FunctionName?
}

/// The body of a step-up.
struct FakeStepUpRequest: Decodable {
  let schema: Int
  let function: FunctionName
  let subject: String?
  let proof: Proof
}
