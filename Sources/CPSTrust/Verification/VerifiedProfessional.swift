public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// A professional who has just shown a genuine card and the use of its key.
///
/// Only this module makes one, and only at the end of a whole verification (attack case CA-02).
public struct VerifiedProfessional: Sendable {
  /// Who.
  public let identity: ProfessionalIdentity
  /// In what quality: what asks for a professional's own card must not take another's role for it.
  public let role: HolderRole
  /// With which card.
  public let card: CardDescription
  /// How it was shown.
  public let evidence: Evidence
  /// The world in which all of this holds.
  public let environment: TrustEnvironment
  /// SHA-256 of the certificate's DER: 32 bytes.
  public let certificateSHA256: [UInt8]
  /// The subject key identifier of the issuing authority.
  ///
  /// With the serial number it names the certificate (attack case HN-19); with the national identifier it
  /// names the account (igc-sante.md section 4, rule 26).
  public let issuerKeyIdentifier: [UInt8]
  /// The certificate's serial number, big-endian without leading zeros.
  public let serialNumber: [UInt8]
  /// The end of the certificate's validity.
  public let certificateExpiry: Timestamp
  /// The list that said that the certificate is good.
  public let revocation: RevocationFacts
  /// What a status responder said, where one is asked.
  public internal(set) var status = StatusEvidence.notConfigured
  /// What the register said.
  public let register: RegisterAnswer
  /// What did not refuse but somebody must look at.
  public internal(set) var alarms: [CPSError]

  init(
    identity: ProfessionalIdentity, role: HolderRole, card: CardDescription, evidence: Evidence,
    environment: TrustEnvironment, certificateSHA256: [UInt8], issuerKeyIdentifier: [UInt8],
    serialNumber: [UInt8], certificateExpiry: Timestamp, revocation: RevocationFacts,
    register: RegisterAnswer, alarms: [CPSError]
  ) {
    self.identity = identity
    self.role = role
    self.card = card
    self.evidence = evidence
    self.environment = environment
    self.certificateSHA256 = certificateSHA256
    self.issuerKeyIdentifier = issuerKeyIdentifier
    self.serialNumber = serialNumber
    self.certificateExpiry = certificateExpiry
    self.revocation = revocation
    self.register = register
    self.alarms = alarms
  }
}
