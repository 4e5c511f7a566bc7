/// A yes that is durable, with its place in the log: what an outcome belongs to.
struct RecordedDecision: Sendable {
  /// What the log says.
  let event: AuditEvent
  /// The number of the entry.
  let sequence: Int64
  /// The hash of the entry: 32 bytes.
  let hash: [UInt8]
  /// What is taken back when the outcome finds somebody (``PolicyQuota/Counted/unknown``).
  let disprovable: [QuotaUnit]

  /// How the quotas stand, this call counted.
  var standings: [QuotaStanding] { event.quotas }
}
