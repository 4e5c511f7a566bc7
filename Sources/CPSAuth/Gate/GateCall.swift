internal import CPSProof

/// One call of a gated function, as the gate judges it.
struct GateCall: Sendable {
  /// Which function.
  let function: FunctionName
  /// Whose session.
  let grant: SessionGrant
  /// The canonical text of the person that it is about; stored nowhere.
  let subject: String
  /// What that person's number shares with its neighbours, if numbers have an order; stored nowhere.
  let neighbourhood: String?
  /// What the caller declares.
  let circumstances: Circumstances

  /// A call from its parts.
  init(
    _ function: FunctionName, as grant: SessionGrant, about subject: some GatedSubject,
    given circumstances: Circumstances = .none
  ) {
    self.function = function
    self.grant = grant
    self.subject = subject.canonicalText
    neighbourhood = subject.neighbourhood
    self.circumstances = circumstances
  }
}
