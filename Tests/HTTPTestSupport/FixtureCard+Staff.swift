internal import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit
internal import SyntheticIGC
internal import TestSupport

extension FixtureCard {
  /// A card of staff, a CPE, issued by the authorities of the fixtures.
  ///
  /// - Parameters:
  ///   - number: the ten digits of the card.
  ///   - moment: when it is made.
  public static func staff(number: String, at moment: Timestamp) throws -> FixtureCard {
    let tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki"))
    let key = try PrivateKey.generateRSA(bits: 2_048)
    let profile = LeafProfile.cpeAuthentication(cardNumber: number, validity: LeafValidity(issuedAt: moment))
    return FixtureCard(certificate: try tree.issue(profile, for: key.publicKey).der, key: key)
  }
}
