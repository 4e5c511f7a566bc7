internal import CPSDiagnostics
public import CPSPrimitives
internal import Synchronization

/// Runs protected code for those whom the policy names, and for nobody else.
///
/// The decision is durable in the audit log before the code runs, and the outcome before its answer leaves
/// (DESIGN.md, "The way of the data", 7 and 8).
public final class Gate: Sendable {
  /// How old the check of a session may be when it is used; a session that was ended elsewhere is refused
  /// after this time at the latest (attack case CC-06).
  public static let sessionCheckLife: Duration = .seconds(60)

  let auditLog: AuditLog
  let auditKey: AuditKey
  let clock: any WallClock
  let delegations: (any DelegationSource)?
  private let currentPolicy: Mutex<Policy>

  /// A gate.
  ///
  /// Its quotas are counted in the store of the log, which all hosts of a service share.
  ///
  /// - Parameter delegations: what professionals delegated to their staff; without it rules that open by delegation
  ///   open nothing.
  public init(
    policy: Policy, auditLog: AuditLog, auditKey: AuditKey, clock: any WallClock,
    delegations: (any DelegationSource)? = nil
  ) {
    self.delegations = delegations
    currentPolicy = Mutex(policy)
    self.auditLog = auditLog
    self.auditKey = auditKey
    self.clock = clock
  }

  /// The policy that decides now.
  ///
  /// Each decision uses one version and cites it (attack case CC-05).
  public var policy: Policy {
    get { currentPolicy.withLock { $0 } }
    set { currentPolicy.withLock { $0 = newValue } }
  }

  /// Runs `body` with a permit if the policy allows the session to call the function about the subject.
  ///
  /// - Throws: ``Refusal``, and what `body` throws. When the outcome cannot be written the answer does not
  ///   leave: a ``Refusal`` with ``Diagnostic/auditUnavailable``.
  public nonisolated(nonsending) func perform<F: GatedFunction>(
    _ function: F.Type, as session: some Session, about subject: F.Subject,
    given circumstances: Circumstances = .none,
    _ body: nonisolated(nonsending) (consuming Permit<F>) async throws -> F.Answer
  ) async throws -> F.Answer {
    let decision = try await decide(
      GateCall(F.name, as: session.grant, about: subject, given: circumstances))
    let scope = PermitScope()
    let answer: F.Answer
    do {
      answer = try await body(Permit(subject, in: scope, standings: decision.standings))
    } catch {
      scope.close()
      try await conclude(decision, as: .failed, disclosed: [])
      throw error
    }
    scope.close()
    let disclosed = F.disclosed(by: answer)
    try await conclude(decision, as: disclosed.isEmpty ? .notFound : .found, disclosed: disclosed)
    return answer
  }
}
