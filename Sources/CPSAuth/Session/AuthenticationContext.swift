public import CPSTrust

/// How somebody was authenticated, by a name that programs compare (`acr`, OpenID Connect Core 1.0, section 2; RFC
/// 9470, section 3).
///
/// Names of this product: no scheme of assurance levels has assessed it, so that none of theirs is claimed.
public enum AuthenticationContext: String, Sendable, Hashable, CaseIterable {
  /// A service's own log-in, without a card.
  case account = "urn:cpsauth:acr:account"
  /// A genuine card was shown, and nothing says that its PIN was typed for it: TLS middleware presents a cached one.
  case card = "urn:cpsauth:acr:card"
  /// A genuine card signed this service's transcript, after a person typed its PIN.
  case cardPIN = "urn:cpsauth:acr:card-pin"

  /// What a way of showing a card says: only a proof says that a PIN was typed.
  public init(_ evidence: Evidence) {
    switch evidence {
    case .proof: self = .cardPIN
    case .tls, .tlsViaProxy: self = .card
    }
  }
}
