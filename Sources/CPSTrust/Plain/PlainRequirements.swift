public import OpenSSLKit

/// What is asked of a chain in the plain mode.
public struct PlainRequirements: Sendable, Hashable {
  /// What the certificate is to be good for.
  public let purpose: PlainPurpose
  /// Whether revocation is looked at.
  public let revocation: PlainRevocation
  /// What is asked of policies.
  public let policies: PolicyRequirements

  /// Requirements; purpose and revocation have no default.
  public init(
    purpose: PlainPurpose, revocation: PlainRevocation, policies: PolicyRequirements = .none
  ) {
    self.purpose = purpose
    self.revocation = revocation
    self.policies = policies
  }
}
