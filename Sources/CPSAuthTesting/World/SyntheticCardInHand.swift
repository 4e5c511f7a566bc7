public import CPSDiagnostics
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

  /// The same card made once more, with PIN counters of its own, for another reader at the same time.
  ///
  /// - Throws: ``Diagnostic/virtualCardInvalid`` never for a card that was made here.
  public func duplicate() throws(CPSError) -> SyntheticCardInHand {
    SyntheticCardInHand(card: try VirtualCard(card.image), certificate: certificate, key: key)
  }
}
