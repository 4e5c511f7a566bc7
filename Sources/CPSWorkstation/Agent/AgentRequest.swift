internal import CPSProof

/// What a command asks of the agent.
enum AgentRequest: Sendable, Codable {
  /// Say that you are there.
  case alive
  /// Make a key, and see that the service can be reached and is of the right environment.
  case prepare(ServiceTarget)
  /// Fetch a challenge for the key that this connection prepared.
  case challenge
  /// Post the proof and hold the session, and watch the card where that is ordered.
  case open(Proof, stay: StayOrder?)
  /// Fetch a presence challenge for the session that this connection opened, and end that with the connection.
  case presenceChallenge
  /// Post the signature over it.
  case present(Proof)
  /// Say whether the session that this connection opened is still held.
  case requireOpen
  /// Say with which key and which card a function is confirmed in the session that is held.
  case stepUp(server: String?)
  /// Fetch a challenge for the step-up that this connection began.
  case stepUpChallenge(FunctionName)
  /// Post the signature over it, and go on with the token that comes of it.
  case confirm(function: FunctionName, subject: String?, proof: Proof)
  /// Say whose session is held.
  case status
  /// Have a function run, by the service named where one is named.
  case call(function: FunctionName, subject: String?, declaration: CallDeclaration, server: String?)
  /// Agree to a call of somebody else, at the service named where one is named.
  case approve(
    function: FunctionName, subject: String, beneficiary: AgreementBeneficiary, server: String?)
  /// End the session, here and at the service; because the screen is locked, or at the person's wish.
  case logout(isLocked: Bool)
}
