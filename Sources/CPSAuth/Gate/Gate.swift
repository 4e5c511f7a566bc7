internal import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import Synchronization

/// Runs protected code for those whom the policy names, and for nobody else.
///
/// The decision is durable in the audit log before the code runs, and the outcome before its answer leaves
/// (DESIGN.md, "The way of the data", 7 and 8).
public final class Gate: Sendable {
  /// How old the check of a session may be when it is used; a session that was ended elsewhere is refused
  /// after this time at the latest (attack case CC-06).
  public static let sessionCheckLife: Duration = .seconds(60)

  private let auditLog: AuditLog
  private let auditKey: AuditKey
  private let clock: any WallClock
  private let currentPolicy: Mutex<Policy>

  /// A gate.
  public init(policy: Policy, auditLog: AuditLog, auditKey: AuditKey, clock: any WallClock) {
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
    let decision = try await decide(F.name, session.grant, subject.canonicalText, circumstances)
    let scope = PermitScope()
    let answer: F.Answer
    do {
      answer = try await body(Permit(subject, in: scope))
    } catch {
      scope.close()
      try await record(.failed, disclosed: [], of: decision)
      throw error
    }
    scope.close()
    let disclosed = F.disclosed(by: answer)
    try await record(disclosed.isEmpty ? .notFound : .found, disclosed: disclosed, of: decision)
    return answer
  }

  /// Decides, makes the decision durable, and throws it if it is a no.
  private nonisolated(nonsending) func decide(
    _ function: FunctionName, _ grant: SessionGrant, _ subject: String, _ circumstances: Circumstances
  ) async throws(Refusal) -> RecordedDecision {
    try check(grant)
    let decision = policy.decision(
      on: function, for: PolicyRequest(grant, on: function, at: clock.now(), given: circumstances))
    var event = AuditEvent(.decision)
    event.actor = AuditActor(grant)
    event.facts = grant.revocation?.auditFacts ?? [:]
    if case .professional(let holder) = grant.holder { event.facts["register"] = holder.register.auditText }
    event.function = function
    event.isAllowed = decision.isAllowed
    event.rule = decision.rule
    event.policyVersion = decision.policyVersion
    event.diagnostic = decision.refusal?.diagnostic.code
    let receipt: AuditReceipt
    do {
      event.subject = try auditKey.pseudonym(of: subject)
      receipt = try await auditLog.record(event)
    } catch {
      throw Refusal(error, decision: decision)
    }
    if let refusal = decision.refusal {
      throw Refusal(refusal, decision: decision, auditSequence: receipt.sequence)
    }
    return RecordedDecision(event: event, sequence: receipt.sequence)
  }

  /// Refuses a session of another world, past its end, checked too long ago, or whose card has gone out of
  /// sight (attack case CL-10).
  private func check(_ grant: SessionGrant) throws(Refusal) {
    guard grant.environment == auditLog.environment else { throw Refusal(CPSError(.environmentMismatch)) }
    let now = clock.now()
    let age = now - grant.checkedAt
    guard now < grant.endsAt, age <= Self.sessionCheckLife, age >= .zero - Self.sessionCheckLife else {
      throw Refusal(CPSError(.sessionEnded))
    }
    if let lease = grant.presence, now >= lease.until { throw Refusal(CPSError(.stepUpRequired)) }
  }

  private nonisolated(nonsending) func record(
    _ outcome: AuditOutcome, disclosed: Set<String>, of decision: RecordedDecision
  ) async throws(Refusal) {
    var event = AuditEvent(.outcome)
    event.actor = decision.event.actor
    event.function = decision.event.function
    event.subject = decision.event.subject
    event.decision = decision.sequence
    event.outcome = outcome
    event.disclosed = disclosed.sorted()
    do { try await auditLog.record(event) } catch {
      throw Refusal(error, auditSequence: decision.sequence)
    }
  }
}

/// A decision that is durable, with its place in the log.
private struct RecordedDecision {
  let event: AuditEvent
  let sequence: Int64
}
