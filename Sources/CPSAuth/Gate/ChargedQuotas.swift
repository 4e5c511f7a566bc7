internal import CPSPrimitives

/// What became of the quotas of one decision.
struct ChargedQuotas: Sendable {
  /// Nothing to count.
  static let none = ChargedQuotas(added: [], disprovable: [], exceeded: nil, retryAt: nil)

  /// What this call added to what others had counted; nothing when one had no room.
  let added: [QuotaUnit]
  /// What of it an outcome may disprove.
  let disprovable: [QuotaUnit]
  /// The quota that had no room.
  let exceeded: QuotaStanding?
  /// When it will have room, where waiting is the way.
  let retryAt: Timestamp?
}
