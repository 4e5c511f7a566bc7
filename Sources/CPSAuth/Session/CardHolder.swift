public import CPSPrimitives
public import CPSTrust

/// The professional behind a card session, with what was established when the card was shown.
///
/// Made from a ``VerifiedProfessional``, or read back from what this service sealed then.
public struct CardHolder: Sendable, Hashable {
  /// Who.
  public let identity: ProfessionalIdentity
  /// In what quality.
  public let role: HolderRole
  /// With which card.
  public let card: CardDescription
  /// How it was shown.
  public let evidence: Evidence
  /// SHA-256 of the certificate's DER: 32 bytes.
  public let certificateSHA256: [UInt8]
  /// The subject key identifier of the issuing authority.
  public let issuerKeyIdentifier: [UInt8]
  /// The certificate's serial number.
  public let serialNumber: [UInt8]
  /// The end of the certificate's validity.
  public let certificateExpiry: Timestamp
  /// The revocation list that said that the certificate was good.
  public let revocation: RevocationFacts
  /// What the register of practitioners said.
  public let register: RegisterAnswer

  init(_ professional: VerifiedProfessional) {
    identity = professional.identity
    role = professional.role
    card = professional.card
    evidence = professional.evidence
    certificateSHA256 = professional.certificateSHA256
    issuerKeyIdentifier = professional.issuerKeyIdentifier
    serialNumber = professional.serialNumber
    certificateExpiry = professional.certificateExpiry
    revocation = professional.revocation
    register = professional.register
  }

  init(_ content: SessionContent.Card) {
    identity = content.identity
    role = content.role
    card = content.card
    evidence = content.evidence
    certificateSHA256 = content.certificateSHA256
    issuerKeyIdentifier = content.issuerKeyIdentifier
    serialNumber = content.serialNumber
    certificateExpiry = content.certificateExpiry
    revocation = content.revocation
    register = content.register
  }
  /// What is needed to ask again whether the card is still good.
  var certificateReference: CertificateReference {
    CertificateReference(
      issuerKeyIdentifier: issuerKeyIdentifier, serialNumber: serialNumber, expiry: certificateExpiry)
  }
}
