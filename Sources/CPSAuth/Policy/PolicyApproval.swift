public import CPSPrimitives

/// That a second person agreed to one call of somebody else.
public struct PolicyApproval: Sendable, Hashable {
  /// Who agreed.
  public let approver: PolicyCard
  /// When.
  public let moment: Timestamp

  /// An approval.
  public init(approver: PolicyCard, at moment: Timestamp) {
    self.approver = approver
    self.moment = moment
  }
}
