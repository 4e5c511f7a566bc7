internal import CPSTrust

/// Who a session belongs to, by the method with which they came.
public enum SessionHolder: Sendable, Hashable {
  /// A professional who showed a card.
  case professional(CardHolder)
  /// An account that the service checked by its own means.
  case account(AccountName)

  /// The name under which a store finds the holder's sessions.
  ///
  /// A national identifier begins with a digit, so the two kinds never meet.
  public var storeKey: String {
    switch self {
    case .professional(let holder): holder.identity.nationalIdentifier.text
    case .account(let account): "account:\(account.text)"
    }
  }

  /// The revocation list that said at the login that the card is good, if a card was shown.
  var revocation: RevocationFacts? {
    switch self {
    case .professional(let holder): holder.revocation
    case .account: nil
    }
  }

  /// The number of the card, if a card was shown.
  public var cardNumber: String? {
    switch self {
    case .professional(let holder): holder.card.number.text
    case .account: nil
    }
  }

  /// Whether a PIN was proven at the login: a card's signature over a transcript does, TLS does not.
  var provesPIN: Bool {
    switch self {
    case .professional(let holder): holder.evidence == .proof
    case .account: false
    }
  }
}
