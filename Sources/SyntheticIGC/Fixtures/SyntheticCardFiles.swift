public import CPSDiagnostics
public import OpenSSLKit

/// The keys and certificates of one card, as its folder in `Fixtures/cards` holds them.
public struct SyntheticCardFiles: Sendable {
  /// The certificate with which it authenticates.
  public let authentication: Certificate
  /// The key of that certificate.
  public let authenticationKey: PrivateKey
  /// The certificate with which it signs.
  public let signature: Certificate
  /// The key of that certificate.
  public let signatureKey: PrivateKey

  /// Reads the files of a card.
  ///
  /// - Parameters:
  ///   - card: which one.
  ///   - directory: the path of `Fixtures/cards`.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/certificateMalformed``, ``Diagnostic/keyMalformed``.
  public init(_ card: SyntheticCard, in directory: String) throws(CPSError) {
    let folder = "\(directory)/\(card.name)"
    authentication = try Certificate(der: FixtureReader.bytes("\(folder)/authentication.der"))
    authenticationKey = try PrivateKey(pem: FixtureReader.text("\(folder)/authentication.key.pem"))
    signature = try Certificate(der: FixtureReader.bytes("\(folder)/signature.der"))
    signatureKey = try PrivateKey(pem: FixtureReader.text("\(folder)/signature.key.pem"))
  }
}
