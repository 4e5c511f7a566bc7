internal import CPSProof

/// How a card must be known to be still there.
public enum PresenceDemand: String, Sendable, Hashable, CaseIterable {
  /// By any lease that has not lapsed: the workstation watches the card, or the login was moments ago.
  case watched
  /// By signatures of the card itself.
  case signed

  /// Whether a lease shows what is demanded, while it lasts.
  func isMet(by lease: PresenceLease) -> Bool {
    switch self {
    case .watched: true
    case .signed: lease.kind == .signed
    }
  }
}
