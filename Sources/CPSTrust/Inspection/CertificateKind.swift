/// What a certificate of the health world is, by what it says of itself.
public enum CertificateKind: Sendable, Hashable {
  /// The authentication certificate of a card.
  case cardAuthentication(CardType)
  /// The signature certificate of a card.
  case cardSignature(CardType)
  /// A certificate of a person in software.
  case personSoftware
  /// An organisation's seal.
  case organisationSeal
  /// An organisation's client certificate.
  case organisationClient
  /// An organisation's server certificate, which bears clientAuth too.
  case organisationServer
  /// A certificate authority.
  case authority
  /// Anything under the card authorities before IGC-Santé, or signed as they did.
  case legacy
  /// Anything else.
  case unknown

  /// The name for programs, such as `cps-authentication`.
  public var code: String {
    switch self {
    case .cardAuthentication(let type): "\(type.rawValue.lowercased())-authentication"
    case .cardSignature(let type): "\(type.rawValue.lowercased())-signature"
    case .personSoftware: "person-software"
    case .organisationSeal: "organisation-seal"
    case .organisationClient: "organisation-client"
    case .organisationServer: "organisation-server"
    case .authority: "authority"
    case .legacy: "legacy"
    case .unknown: "unknown"
    }
  }
}
