public import CPSCard
public import CPSDiagnostics
public import CPSProof

/// One function confirmed through the agent, in the session that it holds: key and tokens stay there.
///
/// It takes the place of the service in a ``LoginFlow``, which asks for the PIN, has the card sign, and hands over
/// the proof.
public struct AgentStepUp: LoginService {
  private let connection: AgentConnection
  private let terms: StepUpTerms
  private let function: FunctionName
  private let subject: String?

  init(_ connection: AgentConnection, _ terms: StepUpTerms, _ function: FunctionName, about subject: String?)
  {
    self.connection = connection
    self.terms = terms
    self.function = function
    self.subject = subject
  }

  /// What the flow is to do: with the card of the session, wherever it is now.
  ///
  /// - Parameters:
  ///   - reader: the exact name of the reader; nil for the only one that holds a card.
  ///   - card: the card, wherever it is; nil for any that turns out to be the session's.
  ///   - wait: how long the person has to insert the card; nil looks once.
  ///   - usesKeyboard: whether the PIN is typed here even when the reader has a keypad of its own.
  public func options(
    reader: String?, card: CardSerial?, wait: Duration?, usesKeyboard: Bool
  ) -> LoginOptions {
    LoginOptions(
      target: terms.target, reader: reader, card: card, wait: wait, usesKeyboard: usesKeyboard, stays: false,
      confirmation: PendingConfirmation(
        function: function, subject: subject, certificateSHA256: terms.certificateSHA256))
  }

  /// The key of the session.
  public func prepare(_ target: ServiceTarget) async throws(CPSError) -> WorkstationKey { terms.key }

  /// Has the agent fetch a challenge for the function.
  public func challenge() async throws(CPSError) -> Challenge {
    guard case .challenge(let challenge) = try await connection.ask(.stepUpChallenge(function)) else {
      throw AgentConnection.surprise
    }
    return challenge
  }

  /// Has the agent post the proof, and go on with the token that comes of it.
  public func open(_ proof: Proof, staying order: StayOrder?) async throws(CPSError) -> SessionReport {
    let request = AgentRequest.confirm(function: function, subject: subject, proof: proof)
    guard case .session(let report) = try await connection.ask(request) else {
      throw AgentConnection.surprise
    }
    return report
  }
}
