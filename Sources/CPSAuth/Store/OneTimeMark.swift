public import CPSPrimitives

/// What may be used once: the name of a challenge, of a proof of possession, or of a permit.
public struct OneTimeMark: Sendable, Hashable {
  /// What the mark stands for; marks of different kinds never meet.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The id of a challenge (docs/protocol.md, section 2).
    case challenge
    /// The `jti` of a proof of possession under its key (RFC 9449, clause 11.1).
    case possession
    /// A permit for code in another process (``PermitDesk``).
    case permit
    /// The receipt of such a permit: an outcome is reported once.
    case permitReceipt = "permit-receipt"
  }

  /// How long a store keeps a mark beyond its time, so that a clock set back a little forgets nothing.
  public static let grace: Duration = .seconds(600)

  /// The kind.
  public let kind: Kind
  /// SHA-256 of what is used: 32 bytes.
  public let digest: [UInt8]
  /// From when on nobody would accept the thing any more, so that the mark may be forgotten.
  public let expiry: Timestamp
  /// The life of the store in which the thing was issued; nil for what a workstation made by itself.
  public let epoch: StoreEpoch?

  /// A mark.
  public init(kind: Kind, digest: [UInt8], expiry: Timestamp, epoch: StoreEpoch?) {
    self.kind = kind
    self.digest = digest
    self.expiry = expiry
    self.epoch = epoch
  }
}
