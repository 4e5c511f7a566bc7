public import CPSProof

/// What a card has signed: a transcript, with the key of a certificate that verifies the signature.
///
/// Made only by ``CardLogin``, after VERIFY and the local check. Whether the certificate may be trusted is
/// for the service to say.
public struct CardAuthentication: Sendable {
  /// The certificate, DER, as far as the workstation knows it.
  public var unverifiedCertificate: [UInt8] { publicData.authenticationCertificate }
  /// How the card signed.
  public let algorithm: ProofAlgorithm
  /// The signature.
  public let signature: [UInt8]
  /// What the card was found to be, read again when the cached data was stale.
  public let publicData: CardPublicData

  init(algorithm: ProofAlgorithm, signature: [UInt8], publicData: CardPublicData) {
    self.algorithm = algorithm
    self.signature = signature
    self.publicData = publicData
  }
}
