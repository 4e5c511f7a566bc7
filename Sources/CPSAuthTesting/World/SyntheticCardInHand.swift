public import OpenSSLKit
public import VirtualCPS

/// A virtual card that was just issued, with what its issuer knows of it.
public struct SyntheticCardInHand: Sendable {
  /// The card.
  public let card: VirtualCard
  /// The certificate with which it authenticates.
  public let certificate: Certificate
  /// The key of that certificate, which a real card never gives away: for forgeries in tests.
  public let key: PrivateKey
}
