internal import CPSDiagnostics
internal import OpenSSLKit

/// What is known of a card's certificate once every check of it has passed.
struct CertificateVerdict: Sendable {
  let certificate: Certificate
  let identity: ProfessionalIdentity
  let role: HolderRole
  let card: CardDescription
  let issuerKeyIdentifier: [UInt8]
  let revocation: RevocationFacts
  let register: RegisterAnswer
  let alarms: [CPSError]

  /// The professional, shown by `evidence` to hold the key of the certificate.
  func professional(by evidence: Evidence) -> VerifiedProfessional {
    VerifiedProfessional(
      identity: identity, role: role, card: card, evidence: evidence, environment: card.environment,
      certificateSHA256: certificate.sha256, issuerKeyIdentifier: issuerKeyIdentifier,
      serialNumber: certificate.serialNumber, certificateExpiry: certificate.notAfter,
      revocation: revocation, register: register, alarms: alarms)
  }

  /// Whose signatures the key of the certificate makes.
  var signer: VerifiedSigner {
    VerifiedSigner(
      identity: identity, role: role, card: card, publicKey: certificate.publicKey,
      certificateSHA256: certificate.sha256, issuerKeyIdentifier: issuerKeyIdentifier,
      serialNumber: certificate.serialNumber, certificateExpiry: certificate.notAfter,
      revocation: revocation, register: register, alarms: alarms)
  }
}
