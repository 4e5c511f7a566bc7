public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
public import CPSTrust

/// Puts a policy into force as soon as its file has changed, without a restart.
///
/// A file that is broken, or that this service could not keep to, changes nothing: the policy in force stays,
/// and the audit log has an alarm (attack cases CA-12 and CA-13). Each text is judged once.
public actor PolicyReloader {
  /// What became of one look at the file.
  public enum Outcome: Sendable, Equatable {
    /// It is the text that was judged before.
    case unchanged
    /// Its policy is in force now.
    case replaced(version: String)
    /// It is not used, for this reason.
    case refused(CPSError)
  }

  private let path: String
  private let gate: Gate
  private let auditLog: AuditLog
  private let accepted: AcceptedCards
  private let functions: Set<FunctionName>?
  /// What this process put into force, by version.
  private var policies: [String: Policy] = [:]
  private var judged: [UInt8]?
  private var reason: CPSError?

  /// A reloader of the file whose policy the gate began with.
  ///
  /// - Parameters:
  ///   - accepted: the cards that open sessions here: a policy that opens something to others would promise what
  ///     cannot happen before a restart.
  ///   - functions: those that the service has; nil where nobody knows them.
  public init(
    path: String, gate: Gate, auditLog: AuditLog, accepting accepted: AcceptedCards,
    knowing functions: Set<FunctionName>?
  ) {
    self.functions = functions
    self.path = path
    self.gate = gate
    self.auditLog = auditLog
    self.accepted = accepted
  }

  /// Looks at the file, and puts its policy into force when it has changed.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``: a policy that the log cannot name does not come into force.
  @discardableResult
  public func reload() async throws(CPSError) -> Outcome {
    let file: PolicyFile
    do throws(CPSError) { file = try PolicyFile(guardedAt: path, knowing: functions) } catch {
      judged = nil
      return await refuse(error)
    }
    guard file.sha256 != judged else { return reason.map(Outcome.refused) ?? .unchanged }
    let present = gate.policy
    if file.policy == present {
      try await announce(file, after: nil)
      (judged, reason) = (file.sha256, nil)
      return .unchanged
    }
    do throws(CPSError) { try check(file.policy, against: present) } catch {
      judged = file.sha256
      return await refuse(error)
    }
    try await announce(file, after: present.version)
    gate.policy = file.policy
    (judged, reason) = (file.sha256, nil)
    return .replaced(version: file.policy.version)
  }

  private func check(_ policy: Policy, against present: Policy) throws(CPSError) {
    guard policy.version != present.version, policies[policy.version].map({ $0 == policy }) ?? true else {
      throw refusal("another content under version \(policy.version): give it a version of its own")
    }
    guard policy.cardTypes.isSubset(of: accepted.types) else {
      throw refusal("cards that the service does not accept yet: start it again")
    }
  }

  /// Refuses, with an alarm for each reason, once.
  private func refuse(_ error: CPSError) async -> Outcome {
    defer { reason = error }
    if reason?.description != error.description {
      await auditLog.note(
        CPSError(.policyNotLoaded, ["path": path], reason: error.description), as: .alarm)
    }
    return .refused(error)
  }

  private func announce(_ file: PolicyFile, after version: String?) async throws(CPSError) {
    var event = AuditEvent(.policyInForce)
    event.policyVersion = file.policy.version
    event.facts["policy-sha256"] = Hexadecimal.encode(file.sha256)
    event.facts["policy-before"] = version
    try await auditLog.record(event)
    policies[file.policy.version] = file.policy
  }

  private func refusal(_ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": path, "detail": detail], reason: detail)
  }
}
