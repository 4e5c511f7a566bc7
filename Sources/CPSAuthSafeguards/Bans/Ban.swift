internal import CPSAuth
public import CPSPrimitives

/// A ban, as it stands.
public struct Ban: Sendable, Hashable, Codable {
  private var schema = 1
  /// The canonical text of the address or network: the name of the record.
  public let network: String
  /// What it keeps out.
  public let scope: BanScope
  /// Why.
  public let reason: String
  /// Who took it, as the audit log names them.
  public let takenBy: String
  /// When it was taken.
  public let takenAt: Timestamp
  /// When it ends by itself.
  public let expiry: Timestamp
  /// How many requests it refused, on all hosts; some seconds behind.
  public internal(set) var hits = 0
  /// When it refused one last.
  public internal(set) var lastHitAt: Timestamp?
  /// How many of them are in the audit log.
  var reportedHits = 0
  /// When they were written there.
  var reportedAt: Timestamp?

  /// How many are not in it yet; nil for none.
  var unreportedHits: Int? { hits > reportedHits ? hits - reportedHits : nil }

  init(_ order: BanOrder, takenBy: String, at now: Timestamp) {
    network = order.block.text
    scope = order.scope
    reason = order.reason.text
    self.takenBy = takenBy
    takenAt = now
    expiry = order.expiry
  }
}
