public import CPSDiagnostics

/// What a certificate says of itself; nothing of it is trusted.
///
/// For `card certificates` and `trust check`: it never opens a door.
public struct CertificateInspection: Sendable {
  /// What it is.
  public let kind: CertificateKind
  /// The world that its issuer's name points to.
  public let origin: IssuerOrigin
  /// The authority that its issuer's name points to, such as `FORT PERSONNES`; nil for another form of name.
  public let issuer: String?
  /// The category; nil when there is none.
  public let category: CardCategory?
  /// The card number; nil on what is not a card.
  public let cardNumber: CardNumber?
  /// The identity, where the names have the form of a card's.
  public let identity: ProfessionalIdentity?
  /// Why the strict reading refuses it; empty when it does not.
  public let faults: [CPSError]
}
