public import CPSDiagnostics

/// The gate's no: an error of the catalogue, and the decision behind it where the policy decided.
public struct Refusal: Error, Sendable {
  /// What to answer.
  public let error: CPSError
  /// The policy's decision, if it came to one.
  public let decision: PolicyDecision?
  /// The number of the entry in the audit log that holds it.
  public let auditSequence: Int64?

  init(_ error: CPSError, decision: PolicyDecision? = nil, auditSequence: Int64? = nil) {
    self.error = error
    self.decision = decision
    self.auditSequence = auditSequence
  }

  /// What is said to the person: the error's message, and the decision's reason where there is one.
  public func message(in language: Language) -> String {
    guard let decision else { return error.message(in: language) }
    return "\(error.message(in: language)) (\(decision.explanation[language]))"
  }
}
