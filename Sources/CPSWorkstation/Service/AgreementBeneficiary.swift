/// Whose call a second person agrees to, as the service knows them (docs/protocol.md, section 7).
public enum AgreementBeneficiary: Sendable, Hashable, Codable {
  /// A professional, by national identifier.
  case person(String)
  /// An account of the service's own log-in.
  case account(String)
}
