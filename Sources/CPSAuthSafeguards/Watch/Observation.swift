public import CPSPrimitives

/// Somebody under observation.
public struct Observation: Sendable, Hashable, Codable {
  private var schema = 1
  /// Until when.
  public let until: Timestamp
  /// Why.
  public let reason: String
  /// Who asked for it, as the audit log names them.
  public let orderedBy: String

  init(until: Timestamp, because reason: String, orderedBy: String) {
    self.until = until
    self.reason = reason
    self.orderedBy = orderedBy
  }
}
