internal import CPSPrimitives

/// Somebody under observation, for an administrator.
public struct ObservationLine: Sendable, Hashable, Encodable {
  /// Whom.
  public let holder: String
  /// Until when, as RFC 3339 writes it.
  public let until: String
  /// Why.
  public let reason: String
  /// Who asked for it.
  public let orderedBy: String

  private enum CodingKeys: String, CodingKey {
    case holder, until, reason
    case orderedBy = "ordered_by"
  }

  init(_ holder: HolderName, _ observation: Observation) {
    self.holder = holder.text
    until = observation.until.rfc3339
    reason = observation.reason
    orderedBy = observation.orderedBy
  }
}
