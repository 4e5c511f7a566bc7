public import CPSTrust

/// A session that a professional opened with a card and its PIN.
///
/// What must never be reached otherwise takes this type (attack case CA-02).
public struct CardSession: Session, Hashable {
  /// What was established about the session.
  public let grant: SessionGrant
  /// The professional.
  public let holder: CardHolder

  init(_ grant: SessionGrant, _ holder: CardHolder) {
    self.grant = grant
    self.holder = holder
  }

  /// Who it is.
  public var identity: ProfessionalIdentity { holder.identity }
  /// In what quality.
  public var role: HolderRole { holder.role }
  /// With which card.
  public var card: CardDescription { holder.card }
}
