public import CPSPrimitives

extension PolicyRequest {
  /// The same call at another moment: what a person did for it is as long ago as it was.
  public func asked(at other: Timestamp) -> PolicyRequest {
    let span = other - moment
    return PolicyRequest(
      caller: caller, moment: other, authenticatedAt: authenticatedAt.map { $0 + span },
      confirmedAt: confirmedAt.map { $0 + span },
      presence: presence.map { PresenceLease(kind: $0.kind, until: $0.until + span) },
      circumstances: circumstances,
      approval: approval.map { PolicyApproval(approver: $0.approver, at: $0.moment + span) },
      delegation: delegation.map {
        PolicyDelegation(by: $0.delegator, reference: $0.reference, until: $0.until + span)
      })
  }
}
