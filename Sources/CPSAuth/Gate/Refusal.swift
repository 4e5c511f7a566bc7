public import CPSDiagnostics
public import CPSPrimitives

/// The gate's no: an error of the catalogue, and the decision behind it where the policy decided.
public struct Refusal: Error, Sendable {
  /// What to answer.
  public let error: CPSError
  /// The policy's decision, if it came to one.
  public let decision: PolicyDecision?
  /// The number of the entry in the audit log that holds it.
  public let auditSequence: Int64?
  /// The quota that had no room, if one had not.
  public let quota: QuotaStanding?
  /// From when on the same call would find room, if nothing else comes meanwhile; nil where waiting does not help.
  public let retryAt: Timestamp?

  init(
    _ error: CPSError, decision: PolicyDecision? = nil, auditSequence: Int64? = nil,
    quota: QuotaStanding? = nil, retryAt: Timestamp? = nil
  ) {
    self.error = error
    self.decision = decision
    self.auditSequence = auditSequence
    self.quota = quota
    self.retryAt = retryAt
  }

  /// What is said to the person: the error's message, and the decision's reason where there is one.
  public func message(in language: Language) -> String {
    guard let decision else { return error.message(in: language) }
    return "\(error.message(in: language)) (\(decision.explanation[language]))"
  }
}
