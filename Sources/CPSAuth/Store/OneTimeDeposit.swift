public import CPSPrimitives

/// Something that one request leaves for exactly one other, such as the agreement of a second person.
///
/// A store keeps it and cannot read it into power: the content is sealed by the service.
public struct OneTimeDeposit: Sendable, Hashable {
  /// What is deposited; deposits of different kinds never meet.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The agreement of a second person to a call (``SecondPersonDemand``).
    case approval
    /// The right to give an account another password, once.
    case renewalTicket = "renewal-ticket"
  }

  /// The longest content, in bytes.
  public static let maximumContentLength = 4_096

  /// The kind.
  public let kind: Kind
  /// SHA-256, or a keyed digest, of what it is withdrawn by: 32 bytes.
  public let digest: [UInt8]
  /// The sealed content.
  public let content: [UInt8]
  /// From when on nobody gets it any more.
  public let expiry: Timestamp

  /// A deposit.
  public init(kind: Kind, digest: [UInt8], content: [UInt8], expiry: Timestamp) {
    self.kind = kind
    self.digest = digest
    self.content = content
    self.expiry = expiry
  }
}
