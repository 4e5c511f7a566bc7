internal import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof

/// Everything that a policy looks at to decide about one call.
///
/// Anybody can make one and ask; what is decided opens nothing by itself.
public struct PolicyRequest: Sendable, Hashable {
  /// Who calls.
  public let caller: PolicyCaller
  /// The moment of the call, by the service's clock.
  public let moment: Timestamp
  /// When the person last typed their PIN; nil where nothing shows that they did.
  public let authenticatedAt: Timestamp?
  /// When the person last typed their PIN to confirm this very function; nil for never in this session.
  public let confirmedAt: Timestamp?
  /// Until when the card counts as still there; nil where nobody watches it.
  public let presence: PresenceLease?
  /// What the caller declares.
  public let circumstances: Circumstances
  /// What a second person approved; nil for nothing.
  public let approval: PolicyApproval?
  /// What a professional delegated to the caller; nil for nothing.
  public let delegation: PolicyDelegation?

  /// A request from its parts.
  public init(
    caller: PolicyCaller, moment: Timestamp, authenticatedAt: Timestamp? = nil,
    confirmedAt: Timestamp? = nil, presence: PresenceLease? = nil, circumstances: Circumstances = .none,
    approval: PolicyApproval? = nil, delegation: PolicyDelegation? = nil
  ) {
    self.caller = caller
    self.moment = moment
    self.authenticatedAt = authenticatedAt
    self.confirmedAt = confirmedAt
    self.presence = presence
    self.circumstances = circumstances
    self.approval = approval
    self.delegation = delegation
  }

  /// What a policy sees of a session that calls a function, before it is known about whom.
  init(
    _ grant: SessionGrant, on function: FunctionName, at moment: Timestamp, given circumstances: Circumstances
  ) {
    self.init(
      caller: PolicyCaller(grant.holder), moment: moment, authenticatedAt: grant.authenticatedAt,
      confirmedAt: grant.confirmations[function], presence: grant.presence, circumstances: circumstances)
  }

  /// What a policy sees of a call.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(_ call: GateCall, at moment: Timestamp) throws(CPSError) {
    let confirmedAt = try call.grant.confirmation(of: call.function, about: call.subject)
    self.init(
      caller: PolicyCaller(call.grant.holder), moment: moment, authenticatedAt: call.grant.authenticatedAt,
      confirmedAt: confirmedAt, presence: call.grant.presence, circumstances: call.circumstances)
  }

  /// The same, with what a second person approved.
  func approved(_ approval: PolicyApproval) -> PolicyRequest {
    PolicyRequest(
      caller: caller, moment: moment, authenticatedAt: authenticatedAt, confirmedAt: confirmedAt,
      presence: presence, circumstances: circumstances, approval: approval,
      delegation: delegation)
  }

  /// The same, with what a professional delegated.
  func delegated(_ delegation: PolicyDelegation?) -> PolicyRequest {
    PolicyRequest(
      caller: caller, moment: moment, authenticatedAt: authenticatedAt, confirmedAt: confirmedAt,
      presence: presence, circumstances: circumstances, approval: approval, delegation: delegation)
  }
}
