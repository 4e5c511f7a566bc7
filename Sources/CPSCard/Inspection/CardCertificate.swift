/// One certificate of a card, with what the card says of it.
public struct CardCertificate: Sendable, Hashable {
  /// What the paired key is for, by the usage in the card's directory.
  public enum Role: String, Sendable, Hashable, CaseIterable {
    /// Logs in.
    case authentication
    /// Signs documents.
    case signature
    /// Belongs to no key of the card, or to one for another use.
    case other
  }

  /// What the issuer calls it, as it stands on the card: show it through `PrintableText`.
  public let label: String?
  /// What its key is for.
  public let role: Role
  /// The certificate, exact DER.
  public let der: [UInt8]
  /// Whom it names.
  public let unverifiedHolder: CardHolder
}
