internal import CPSAuth
internal import CPSPrimitives

/// A permit that was consumed, as the service that asked sees it (docs/protocol.md, section 14).
struct ConsumedPermitMessage: Encodable {
  private enum Key: String, CodingKey {
    case schema, function, decision, receipt, session, quotas
    case reportWithin = "report_within"
  }

  /// How one quota stands, this call counted.
  private struct Quota: Encodable {
    let name: String
    let remaining: Int
  }

  let permit: ConsumedPermit
  let session: SessionMessage

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .schema)
    try container.encode(permit.function, forKey: .function)
    try container.encode(permit.decision, forKey: .decision)
    try container.encode(permit.receipt, forKey: .receipt)
    try container.encode(PermitDesk.reportLife.milliseconds / 1_000, forKey: .reportWithin)
    try container.encode(
      permit.standings.map { Quota(name: $0.quota.name, remaining: $0.remaining) }, forKey: .quotas)
    try container.encode(session, forKey: .session)
  }
}
