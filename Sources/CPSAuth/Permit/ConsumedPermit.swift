public import CPSProof

/// A permit that was consumed: the code may run, once, about the person who was named.
public struct ConsumedPermit: Sendable {
  /// The function.
  public let function: FunctionName
  /// Whose session it is.
  public let session: LiveSession
  /// The number of the decision in the audit log.
  public let decision: Int64
  /// How the quotas stand, this call counted.
  public let standings: [QuotaStanding]
  /// What the outcome is reported with.
  public let receipt: String

  init(function: FunctionName, session: LiveSession, decision: RecordedDecision, receipt: String) {
    self.function = function
    self.session = session
    self.decision = decision.sequence
    standings = decision.standings
    self.receipt = receipt
  }
}
