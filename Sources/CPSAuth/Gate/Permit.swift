public import CPSDiagnostics

/// The right to run one gated function once, about one person.
///
/// Only ``Gate`` makes one, it cannot be copied, and it is worth nothing once the body that got it has
/// returned (attack cases CA-04, CA-05). Redeem it before entering a nested closure.
public struct Permit<Function: GatedFunction>: ~Copyable, Sendable {
  /// How the quotas stand, this call counted: for the answer, so that a client can slow down by itself.
  public let standings: [QuotaStanding]
  private let subject: Function.Subject
  private let scope: PermitScope

  init(_ subject: Function.Subject, in scope: PermitScope, standings: [QuotaStanding]) {
    self.subject = subject
    self.scope = scope
    self.standings = standings
  }

  /// Gives the subject, and spends the permit.
  ///
  /// - Throws: ``Diagnostic/permitSpent`` when the body that got it has returned.
  public consuming func redeem() throws(CPSError) -> Function.Subject {
    try scope.redeem()
    return subject
  }
}
