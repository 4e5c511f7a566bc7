public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit

/// The holder of a genuine card whose signature certificate stands in a document.
///
/// It is no login: nobody has shown a card, and no session opens with it (igc-sante.md section 4, rule 8). Only
/// this module makes one, at the end of a whole verification (attack case CA-02).
public struct VerifiedSigner: Sendable {
  /// Who.
  public let identity: ProfessionalIdentity
  /// In what quality.
  public let role: HolderRole
  /// With which card.
  public let card: CardDescription
  /// The key against which the document's signature is to be checked.
  public let publicKey: PublicKey
  /// SHA-256 of the certificate's DER: 32 bytes.
  public let certificateSHA256: [UInt8]
  /// The subject key identifier of the issuing authority.
  public let issuerKeyIdentifier: [UInt8]
  /// The certificate's serial number, big-endian without leading zeros.
  public let serialNumber: [UInt8]
  /// The end of the certificate's validity.
  public let certificateExpiry: Timestamp
  /// The list that said that the certificate is good.
  public let revocation: RevocationFacts
  /// What the register said.
  public let register: RegisterAnswer
  /// What did not refuse but somebody must look at.
  public let alarms: [CPSError]

  init(
    identity: ProfessionalIdentity, role: HolderRole, card: CardDescription, publicKey: PublicKey,
    certificateSHA256: [UInt8], issuerKeyIdentifier: [UInt8], serialNumber: [UInt8],
    certificateExpiry: Timestamp, revocation: RevocationFacts, register: RegisterAnswer, alarms: [CPSError]
  ) {
    self.identity = identity
    self.role = role
    self.card = card
    self.publicKey = publicKey
    self.certificateSHA256 = certificateSHA256
    self.issuerKeyIdentifier = issuerKeyIdentifier
    self.serialNumber = serialNumber
    self.certificateExpiry = certificateExpiry
    self.revocation = revocation
    self.register = register
    self.alarms = alarms
  }
}
