public import CPSDiagnostics

/// How a trust store stands: what a monitor reads.
public struct TrustReport: Sendable {
  /// Every pin with its authority and that one's list, in the order of their names.
  public let records: [AuthorityRecord]
  /// What somebody must look at, the gravest first.
  public let alarms: [CPSError]
}
